// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;

/** Iceberg's own GlueCatalog in Spark SQL. Arguments: the server's URL, a folder for the warehouse. */
final class WithSpark {
    private final SparkSession spark;

    private WithSpark(SparkSession spark) {
        this.spark = spark;
    }

    public static void main(String[] args) throws Exception {
        var catalog = "spark.sql.catalog.g";
        var spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.sql.extensions", "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions")
                .config(catalog, "org.apache.iceberg.spark.SparkCatalog")
                .config(catalog + ".catalog-impl", "org.apache.iceberg.aws.glue.GlueCatalog")
                .config(catalog + ".glue.endpoint", args[0])
                .config(catalog + ".client.region", "us-east-1")
                .config(catalog + ".io-impl", "org.apache.iceberg.hadoop.HadoopFileIO")
                .config(catalog + ".warehouse", args[1])
                .getOrCreate();
        try (spark) {
            spark.sparkContext().setLogLevel("WARN");
            new WithSpark(spark).run();
        }
    }

    private void run() throws Exception {
        sql("create namespace g.spark_db with properties ('team' = 'red')");
        sql("create table g.spark_db.orders (id bigint, day date, price decimal(10,2), tags array<struct<k:string,v:int>>)"
                + " using iceberg partitioned by (months(day))");
        sql("insert into g.spark_db.orders values (1, date'2026-01-01', 1.5, array(named_struct('k', 'a', 'v', 1))),"
                + " (2, date'2026-02-01', 2.5, null)");
        sql("merge into g.spark_db.orders t using (select 2L as id, 9.99 as price) s on t.id = s.id"
                + " when matched then update set price = cast(s.price as decimal(10,2))");
        expect("[2,9.99]", "select id, price from g.spark_db.orders where day > date'2026-01-15'");
        sql("alter table g.spark_db.orders add column note string");
        sql("alter table g.spark_db.orders rename column price to amount");
        sql("delete from g.spark_db.orders where id = 1");
        expect("[2,9.99,null]", "select id, amount, note from g.spark_db.orders");
        expect("[3]", "select count(*) from g.spark_db.orders.snapshots");
        sql("call g.system.rewrite_data_files(table => 'spark_db.orders')");
        sql("alter table g.spark_db.orders rename to spark_db.moved");
        expect("[spark_db,moved,false]", "show tables in g.spark_db");
        commitTogether();
        sql("drop table g.spark_db.moved");
        sql("drop table g.spark_db.counter");
        sql("drop namespace g.spark_db");
        System.out.println("ok spark");
    }

    /** Every commit is there once. */
    private void commitTogether() throws Exception {
        sql("create table g.spark_db.counter (id bigint) using iceberg tblproperties ('commit.retry.num-retries' = '50')");
        var pool = Executors.newFixedThreadPool(4);
        List<Callable<Object>> work = IntStream.range(0, 12)
                .<Callable<Object>>mapToObj(i -> () -> {
                    spark.sql("insert into g.spark_db.counter values (" + i + ")");
                    return i;
                })
                .toList();
        for (var done : pool.invokeAll(work)) {
            done.get();
        }
        pool.shutdown();
        expect("[12,12]", "select count(*), count(distinct id) from g.spark_db.counter");
    }

    private void sql(String statement) {
        spark.sql(statement);
    }

    private void expect(String row, String query) {
        var found = spark.sql(query).collectAsList().toString();
        if (!found.equals("[" + row + "]")) {
            throw new AssertionError(query + ": got " + found + ", expected [" + row + "]");
        }
    }
}
