// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit;

import org.apache.spark.sql.SparkSession;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteDataSource;

/** A program for {@code spark-submit} that touches all that the job jar and Spark bring: its argument is a folder. */
public final class TrialJob {

    private TrialJob() {}

    public static void main(String[] arguments) {
        var folder = arguments[0];
        System.out.println("sqlite " + rowsInSqlite(folder));
        System.out.println("iceberg " + rowsInIceberg(folder));
    }

    private static int rowsInSqlite(String folder) {
        var source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + folder + "/trial.db");
        Flyway.configure()
                .dataSource(source)
                .locations("filesystem:" + folder)
                .load()
                .migrate();
        return Jdbi.create(source).withHandle(handle -> handle.createQuery("SELECT count(*) FROM trial")
                .mapTo(Integer.class)
                .one());
    }

    private static long rowsInIceberg(String folder) {
        try (var spark = SparkSession.builder()
                .config("spark.sql.catalog.lake", "org.apache.iceberg.spark.SparkCatalog")
                .config("spark.sql.catalog.lake.type", "hadoop")
                .config("spark.sql.catalog.lake.warehouse", folder + "/warehouse")
                .getOrCreate()) {
            spark.sql("CREATE TABLE lake.db.trial (id BIGINT, name STRING) USING iceberg");
            spark.sql("INSERT INTO lake.db.trial VALUES (1, 'a'), (2, 'b'), (3, 'c')");
            return spark.table("lake.db.trial").count();
        }
    }
}
