// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit;

import dev.mastic.catalog.spark.MasticCatalog;
import dev.mastic.catalog.spark.MasticSparkExtensions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.aws.glue.GlueCatalog;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.hadoop.HadoopFileIO;
import org.apache.iceberg.rest.RESTCatalog;
import org.apache.iceberg.spark.CommitMetadata;
import org.apache.spark.sql.SparkSession;

/** A process with several committers, each of which appends to one Iceberg table once, under a number of its own. */
final class Committer {
    static final TableIdentifier TABLE = TableIdentifier.of("lake", "t");
    /** The property of a snapshot that holds the number. */
    static final String NUMBER = "committer";

    private Committer() {}

    /** Face of the catalog, its place, the warehouse, the first number, how many committers; prints the numbers that were acknowledged. */
    public static void main(String[] arguments) throws Exception {
        int first = Integer.parseInt(arguments[3]);
        int count = Integer.parseInt(arguments[4]);
        var commits = arguments[0].equals("spark")
                ? bySpark(arguments[1], arguments[2])
                : byCatalog(catalog(arguments[0], arguments[1], arguments[2]));
        var threads = Executors.newFixedThreadPool(count);
        var work = new ArrayList<Callable<Integer>>();
        IntStream.range(first, first + count).forEach(number -> work.add(() -> commits.commit(number)));
        for (var done : threads.invokeAll(work)) {
            System.out.println(done.get());
        }
        threads.shutdown();
        System.exit(0);
    }

    private interface Commits {
        int commit(int number);
    }

    static Catalog catalog(String face, String place, String warehouse) {
        var properties = Map.of(
                "uri",
                place + "/iceberg",
                "glue.endpoint",
                place,
                "client.region",
                "eu-central-1",
                "warehouse",
                warehouse,
                "io-impl",
                HadoopFileIO.class.getName());
        var kind = face.equals("glue") ? GlueCatalog.class : RESTCatalog.class;
        return CatalogUtil.loadCatalog(kind.getName(), face, properties, new Configuration());
    }

    private static Commits byCatalog(Catalog catalog) {
        return number -> append(catalog.loadTable(TABLE), number);
    }

    /** The file itself is of no interest. */
    static int append(Table table, int number) {
        var file = DataFiles.builder(PartitionSpec.unpartitioned())
                .withPath(table.location() + "/data/" + number + ".parquet")
                .withFileSizeInBytes(1)
                .withRecordCount(1)
                .build();
        table.newFastAppend()
                .appendFile(file)
                .set(NUMBER, Integer.toString(number))
                .commit();
        return number;
    }

    private static Commits bySpark(String db, String warehouse) {
        var spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.extensions", MasticSparkExtensions.class.getName())
                .config("spark.sql.catalog.mastic", MasticCatalog.class.getName())
                .config("spark.sql.catalog.mastic.db", db)
                .config("spark.sql.catalog.mastic.warehouse", warehouse)
                .getOrCreate();
        return number -> CommitMetadata.withCommitProperties(
                Map.of(NUMBER, Integer.toString(number)), () -> insert(spark, number), RuntimeException.class);
    }

    private static int insert(SparkSession spark, int number) {
        spark.sql("INSERT INTO mastic.lake.t VALUES (" + number + ")");
        return number;
    }

    /** The numbers of all commits that the table has, in no order, as often as it has them. */
    static List<Integer> numbers(Table table) {
        var numbers = new ArrayList<Integer>();
        table.snapshots().forEach(snapshot -> {
            var number = snapshot.summary().get(NUMBER);
            if (number != null) {
                numbers.add(Integer.parseInt(number));
            }
        });
        return numbers;
    }
}
