# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Mastic authors
"""The catalog in a notebook's session. Arguments: the text of the first cell, and what stands before names of tables in it.

The current folder has the distribution under the name mastic. Prints "ok" and a word for each thing that works.
"""
import os
import sys

cell, prefix = open(sys.argv[1]).read(), sys.argv[2]
exec(cell)
spark.sparkContext.setLogLevel("ERROR")


def sql(statement):
    return [tuple(row) for row in spark.sql(statement.replace("$", prefix)).collect()]


def expect(wanted, statement):
    got = sql(statement)
    assert got == wanted, f"{statement}: {got}, not {wanted}"


sql("CREATE DATABASE $sales COMMENT 'what was sold'")

# Hive-style tables
sql("CREATE TABLE $sales.orders (id BIGINT, amount DECIMAL(10,2), day DATE) USING parquet PARTITIONED BY (day)")
sql("INSERT INTO $sales.orders VALUES (1, 1.50, DATE '2026-01-01'), (2, 2.50, DATE '2026-01-02')")
expect([("day=2026-01-01",), ("day=2026-01-02",)], "SHOW PARTITIONS $sales.orders")
expect([(2,)], "SELECT id FROM $sales.orders WHERE day > DATE '2026-01-01'")
sql("INSERT OVERWRITE $sales.orders PARTITION (day = DATE '2026-01-02') VALUES (3, 3.50)")
expect([(1,), (3,)], "SELECT id FROM $sales.orders ORDER BY id")
print("ok insert")

from pyspark.sql import functions as F

days = spark.createDataFrame([(4, "b", 2026), (5, "c", 2027)], "id INT, name STRING, year INT")
days.write.format("json").partitionBy("year").saveAsTable(prefix + "sales.days")
days.writeTo(prefix + "sales.days").append()
days.write.insertInto(prefix + "sales.days")
days.write.mode("append").saveAsTable(prefix + "sales.days")
assert spark.table(prefix + "sales.days").count() == 8
assert sorted(spark.table(prefix + "sales.days").where("year = 2027").agg(F.count("*")).first()) == [2 * 2]
print("ok frames")

place = os.path.abspath("lake/more")
days.coalesce(1).write.partitionBy("year").csv(place, header=True)
sql(f"CREATE TABLE $sales.more (id INT, name STRING, year INT) USING csv OPTIONS (header = 'true')"
    f" PARTITIONED BY (year) LOCATION '{place}'")
expect([], "SELECT * FROM $sales.more")
sql("MSCK REPAIR TABLE $sales.more")
expect([(4, "b", 2026), (5, "c", 2027)], "SELECT * FROM $sales.more ORDER BY id")
print("ok msck")

# Iceberg tables
sql("CREATE TABLE $sales.lake (id INT, name STRING, year INT) USING iceberg PARTITIONED BY (bucket(4, id))")
days.writeTo(prefix + "sales.lake").append()
sql("MERGE INTO $sales.lake t USING (SELECT id + 1 AS id, name FROM $sales.more) s ON t.id = s.id"
    " WHEN MATCHED THEN UPDATE SET name = s.name WHEN NOT MATCHED THEN INSERT (id, name) VALUES (s.id, s.name)")
expect([(4, "b"), (5, "b"), (6, "c")], "SELECT id, name FROM $sales.lake ORDER BY id")
sql("DELETE FROM $sales.lake WHERE id = 6")
expect([(2,)], "SELECT count(*) FROM $sales.lake VERSION AS OF " + str(
    sql("SELECT snapshot_id FROM $sales.lake.snapshots ORDER BY committed_at LIMIT 1")[0][0]))
sql("ALTER TABLE $sales.lake ADD COLUMN note STRING")
expect([(4, None), (5, None)], "SELECT id, note FROM $sales.lake ORDER BY id")
sql("CALL " + (prefix or "spark_catalog.") + "system.rewrite_data_files(table => 'sales.lake')")
print("ok merge")

sql("CREATE VIEW $sales.names AS SELECT l.name, o.amount FROM $sales.lake l JOIN $sales.orders o ON l.id = o.id + 1")
from decimal import Decimal
expect([("b", Decimal("3.50"))], "SELECT * FROM $sales.names")
shout = F.udf(lambda text: text.upper() + "!")
assert spark.table(prefix + "sales.names").select(shout("name")).first()[0] == "B!"
print("ok view")

tables = {row[1] for row in sql("SHOW TABLES IN $sales")}
assert tables == {"orders", "days", "more", "lake"}, tables
named = {table.name for table in spark.catalog.listTables(prefix + "sales")}
assert named >= tables, named
assert spark.catalog.tableExists(prefix + "sales.lake")
assert [column.name for column in spark.catalog.listColumns(prefix + "sales.orders")] == ["id", "amount", "day"]
spark.sql("USE " + prefix + "sales")
assert spark.table("orders").count() == 2
spark.catalog.cacheTable("orders")
sql("INSERT INTO orders VALUES (9, 9.00, DATE '2026-01-03')")
assert spark.table("orders").count() == 3
spark.catalog.uncacheTable("orders")
sql("DROP TABLE days PURGE")
sql("DROP VIEW names")
assert {row[1] for row in sql("SHOW TABLES")} == {"orders", "more", "lake"}
print("ok catalog")

spark.stop()
