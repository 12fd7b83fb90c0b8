# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Mastic authors
"""awswrangler: datasets on S3 and their tables. Arguments: the server's URL, that of S3, a bucket."""
import sys

import awswrangler as wr
import pandas as pd

URL, S3, BUCKET = sys.argv[1:4]
wr.config.glue_endpoint_url = URL
wr.config.s3_endpoint_url = S3
ROOT = f"s3://{BUCKET}/lake"
rows = pd.DataFrame({"id": [1, 2, 3], "price": [1.5, 2.5, None], "day": ["2026-01-01", "2026-01-01", "2026-01-02"]})


def write(frame, mode, **more):
    return wr.s3.to_parquet(frame, path=f"{ROOT}/orders/", dataset=True, database="wr", table="orders",
                            partition_cols=["day"], mode=mode, **more)


wr.catalog.create_database("wr", description="by awswrangler")
assert "wr" in wr.catalog.databases(limit=1000)["Database"].tolist()
write(rows, "append", glue_table_settings={"description": "orders", "parameters": {"team": "red"}, "columns_comments": {"id": "the id"}})
write(rows, "append")
assert len(wr.s3.read_parquet_table(table="orders", database="wr")) == 6
assert sorted(v[0] for v in wr.catalog.get_partitions("wr", "orders").values()) == ["2026-01-01", "2026-01-02"]
write(rows[rows.day == "2026-01-02"], "overwrite_partitions")
assert len(wr.s3.read_parquet_table(table="orders", database="wr")) == 5
found = wr.catalog.get_parquet_partitions("wr", "orders", expression="day = '2026-01-02'")
assert list(found.values()) == [["2026-01-02"]], found
wider = rows.assign(extra="x")
write(wider, "append", schema_evolution=True)
assert "extra" in wr.catalog.get_table_types("wr", "orders")
write(rows, "overwrite")
assert len(wr.s3.read_parquet_table(table="orders", database="wr")) == 3
print("ok to_parquet", flush=True)

assert wr.catalog.does_table_exist("wr", "orders") and not wr.catalog.does_table_exist("wr", "none")
assert wr.catalog.get_table_location("wr", "orders").startswith(ROOT)
assert wr.catalog.table("wr", "orders")["Column Name"].tolist()[0] == "id"
assert wr.catalog.get_table_number_of_versions("wr", "orders") >= 1
wr.catalog.upsert_table_parameters({"rank": "1"}, "wr", "orders")
assert wr.catalog.get_table_parameters("wr", "orders")["rank"] == "1"
wr.catalog.overwrite_table_parameters({"classification": "parquet"}, "wr", "orders")
assert wr.catalog.get_table_parameters("wr", "orders") == {"classification": "parquet"}
wr.catalog.add_column("wr", "orders", "later", column_type="string", column_comment="")
assert "later" in wr.catalog.get_table_types("wr", "orders")
wr.catalog.delete_column("wr", "orders", "later")
wr.catalog.add_parquet_partitions("wr", "orders", {f"{ROOT}/orders/day=2026-02-01/": ["2026-02-01"]})
assert len(wr.catalog.get_partitions("wr", "orders")) == 3
wr.catalog.delete_partitions(database="wr", table="orders", partitions_values=[["2026-02-01"]])
wr.catalog.delete_all_partitions(database="wr", table="orders")
assert wr.catalog.get_partitions("wr", "orders") == {}
print("ok catalog", flush=True)

wr.s3.to_csv(rows, path=f"{ROOT}/csv/", dataset=True, database="wr", table="csv_orders", index=False)
wr.s3.to_json(rows, path=f"{ROOT}/json/", dataset=True, database="wr", table="json_orders", orient="records", lines=True, index=False)
wr.s3.store_parquet_metadata(path=f"{ROOT}/orders/", database="wr", table="stored", dataset=True)
assert len(list(wr.catalog.get_tables(database="wr"))) == 4
assert [t["Name"] for t in wr.catalog.get_tables(database="wr", name_prefix="csv")] == ["csv_orders"]
assert [t["Name"] for t in wr.catalog.get_tables(database="wr", name_suffix="orders", name_contains="_")] == ["csv_orders", "json_orders"]
assert {t["Name"] for t in wr.catalog.search_tables(text="orders")} >= {"orders", "csv_orders", "json_orders"}
assert len(wr.catalog.tables(database="wr")) == 4
projected = wr.s3.to_parquet(rows, path=f"{ROOT}/projected/", dataset=True, database="wr", table="projected", partition_cols=["day"],
                             athena_partition_projection_settings={"projection_types": {"day": "date"},
                                                                   "projection_ranges": {"day": "2026-01-01,2026-12-31"}})
assert wr.catalog.get_table_parameters("wr", "projected")["projection.enabled"] == "true"
print("ok other formats", flush=True)

assert wr.catalog.delete_table_if_exists("wr", "orders") and not wr.catalog.delete_table_if_exists("wr", "orders")
wr.catalog.delete_database("wr")
assert "wr" not in [d["Name"] for d in wr.catalog.get_databases()]
print("ok delete", flush=True)
