# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Mastic authors
"""PyIceberg's GlueCatalog. Arguments: the server's URL, a folder for the warehouse."""
import concurrent.futures
import sys

import pyarrow as pa
from pyiceberg.catalog import load_catalog
from pyiceberg.exceptions import CommitFailedException, NamespaceNotEmptyError, NoSuchTableError, TableAlreadyExistsError
from pyiceberg.expressions import EqualTo
from pyiceberg.partitioning import PartitionField, PartitionSpec
from pyiceberg.schema import Schema
from pyiceberg.transforms import DayTransform
from pyiceberg.types import LongType, NestedField, StringType, TimestampType

URL, WAREHOUSE = sys.argv[1:3]


def catalog():
    return load_catalog(
        "glue",
        **{
            "type": "glue",
            "glue.endpoint": URL,
            "glue.region": "us-east-1",
            "glue.access-key-id": "any",
            "glue.secret-access-key": "any",
            "warehouse": "file://" + WAREHOUSE,
        },
    )


def expect(error, call, *arguments):
    try:
        call(*arguments)
    except error:
        return
    raise AssertionError(f"no {error.__name__}")


glue = catalog()
glue.create_namespace("ice", {"owner": "ada"})
assert ("ice",) in glue.list_namespaces()
assert glue.load_namespace_properties("ice")["owner"] == "ada"
glue.update_namespace_properties("ice", updates={"team": "red"})
assert glue.load_namespace_properties("ice")["team"] == "red"
schema = Schema(
    NestedField(1, "id", LongType(), required=False),
    NestedField(2, "name", StringType(), required=False),
    NestedField(3, "at", TimestampType(), required=False),
)
spec = PartitionSpec(PartitionField(3, 1000, DayTransform(), "at_day"))
table = glue.create_table("ice.orders", schema, partition_spec=spec)
expect(TableAlreadyExistsError, glue.create_table, "ice.orders", schema)
rows = pa.table({"id": pa.array([1, 2]), "name": ["a", "b"], "at": pa.array([0, 86400_000_000], pa.timestamp("us"))})
table.append(rows)
table.append(rows)
assert table.scan().to_arrow().num_rows == 4
table.overwrite(rows)
assert glue.load_table("ice.orders").scan().to_arrow().num_rows == 2
with table.update_schema() as update:
    update.add_column("extra", StringType())
    update.rename_column("name", "label")
table.delete(EqualTo("id", 1))
loaded = glue.load_table("ice.orders")
assert [f.name for f in loaded.schema().fields] == ["id", "label", "at", "extra"]
assert loaded.scan().to_arrow().num_rows == 1 and len(loaded.history()) >= 4
expect(NamespaceNotEmptyError, glue.drop_namespace, "ice")
glue.rename_table("ice.orders", "ice.moved")
assert glue.list_tables("ice") == [("ice", "moved")]
expect(NoSuchTableError, glue.load_table, "ice.orders")
assert glue.load_table("ice.moved").scan().to_arrow().num_rows == 1
print("ok tables", flush=True)

glue.create_table("ice.counter", Schema(NestedField(1, "id", LongType(), required=False)))


def append(i):
    own = catalog()
    while True:
        try:
            own.load_table("ice.counter").append(pa.table({"id": pa.array([i])}))
            return
        except CommitFailedException:
            continue


with concurrent.futures.ThreadPoolExecutor(4) as pool:
    list(pool.map(append, range(12)))
ids = sorted(glue.load_table("ice.counter").scan().to_arrow()["id"].to_pylist())
assert ids == list(range(12)), ids
print("ok concurrent appends", flush=True)
metadata = glue.load_table("ice.moved").metadata_location
glue.drop_table("ice.moved")
glue.register_table("ice.again", metadata)
assert glue.load_table("ice.again").scan().to_arrow().num_rows == 1
glue.drop_table("ice.again")
glue.drop_table("ice.counter")
glue.drop_namespace("ice")
print("ok drop", flush=True)
