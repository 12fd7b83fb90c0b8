# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Mastic authors
"""PyIceberg's RestCatalog. Arguments: the server's URL, the id and the secret of an admin's key, those of a reader of database 'lake'."""
import concurrent.futures
import sys

import pyarrow as pa
from pyiceberg.catalog import load_catalog
from pyiceberg.exceptions import (
    CommitFailedException,
    ForbiddenError,
    NamespaceAlreadyExistsError,
    NamespaceNotEmptyError,
    NoSuchNamespaceError,
    NoSuchTableError,
    NoSuchViewError,
    OAuthError,
    TableAlreadyExistsError,
)
from pyiceberg.schema import Schema
from pyiceberg.types import LongType, NestedField, StringType

URL, ADMIN, ADMIN_SECRET, READER, READER_SECRET = sys.argv[1:6]


def catalog(**how):
    return load_catalog("rest", **{"type": "rest", "uri": URL + "/iceberg", **how})


def expect(errors, call, *arguments, **named):
    try:
        call(*arguments, **named)
    except errors:
        return
    raise AssertionError(f"no {errors}")


admin = catalog(credential=f"{ADMIN}:{ADMIN_SECRET}")
admin.create_namespace("lake", {"owner": "ada"})
expect(NamespaceAlreadyExistsError, admin.create_namespace, "lake")
assert admin.list_namespaces() == [("lake",)]
summary = admin.update_namespace_properties("lake", removals={"none"}, updates={"team": "red"})
assert summary.updated == ["team"] and summary.missing == ["none"]
assert admin.load_namespace_properties("lake") == {"owner": "ada", "team": "red"}
expect(NoSuchNamespaceError, admin.load_namespace_properties, "none")
print("ok namespaces")

schema = Schema(NestedField(1, "id", LongType(), required=False), NestedField(2, "name", StringType(), required=False))
table = admin.create_table("lake.orders", schema)
expect(TableAlreadyExistsError, admin.create_table, "lake.orders", schema)
rows = pa.table({"id": pa.array([1, 2]), "name": ["a", "b"]})
table.append(rows)
table.append(rows)
assert table.scan().to_arrow().num_rows == 4
table.overwrite(rows)
with table.update_schema() as update:
    update.add_column("total", LongType())
with table.transaction() as transaction:
    transaction.set_properties({"k": "v"})
    transaction.append(pa.table({"id": pa.array([3]), "name": ["c"], "total": pa.array([9])}))
loaded = admin.load_table("lake.orders")
assert loaded.scan().to_arrow().num_rows == 3 and loaded.properties["k"] == "v"
staged = admin.create_table_transaction("lake.staged", schema)
with staged as transaction:
    transaction.append(rows)
assert admin.load_table("lake.staged").scan().to_arrow().num_rows == 2
admin.rename_table("lake.staged", "lake.renamed")
assert admin.list_tables("lake") == [("lake", "orders"), ("lake", "renamed")]
expect(NoSuchTableError, admin.load_table, "lake.staged")
where = admin.load_table("lake.renamed").metadata_location
admin.drop_table("lake.renamed")
admin.register_table("lake.again", where)
assert admin.load_table("lake.again").scan().to_arrow().num_rows == 2
print("ok tables")


def append(number):
    mine = catalog(credential=f"{ADMIN}:{ADMIN_SECRET}").load_table("lake.orders")
    for _ in range(100):
        try:
            mine.append(pa.table({"id": pa.array([number]), "name": ["n"], "total": pa.array([number])}))
            return
        except CommitFailedException:
            mine.refresh()
    raise AssertionError("never committed")


with concurrent.futures.ThreadPoolExecutor(4) as pool:
    list(pool.map(append, range(100, 112)))
assert sorted(i for i in admin.load_table("lake.orders").scan().to_arrow()["id"].to_pylist() if i >= 100) == list(range(100, 112))
print("ok concurrent appends")

assert admin.list_views("lake") == []
assert not admin.view_exists("lake.none")
expect(NoSuchViewError, admin.drop_view, "lake.none")
print("ok views")

reader = catalog(token=f"{READER}~{READER_SECRET}")
admin.create_namespace("hidden")
assert reader.list_namespaces() == [("lake",)]
assert reader.load_table("lake.orders").scan().to_arrow().num_rows == 15
expect(ForbiddenError, reader.load_namespace_properties, "hidden")
expect(ForbiddenError, reader.create_table, "lake.forbidden", schema)
expect(ForbiddenError, reader.load_table("lake.orders").append, pa.table({"id": pa.array([1]), "name": ["x"], "total": pa.array([1])}))
expect(ForbiddenError, reader.drop_table, "lake.orders")
expect((OAuthError, Exception), catalog, credential=f"{ADMIN}:wrong")
print("ok roles")

expect(NamespaceNotEmptyError, admin.drop_namespace, "lake")
admin.purge_table("lake.orders")
admin.drop_table("lake.again")
admin.drop_namespace("lake")
assert admin.list_namespaces() == [("hidden",)]
print("ok drop")
