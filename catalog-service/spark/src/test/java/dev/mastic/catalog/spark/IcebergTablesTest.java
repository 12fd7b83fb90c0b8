// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users of Iceberg in Spark expect of a catalog. */
class IcebergTablesTest {
    private static final String PREFIX = "spark.sql.catalog.mastic.";

    @TempDir
    private Path folder;

    private SqlSession sql;

    @BeforeEach
    void open() {
        sql = SqlSession.in(folder);
        sql.run(
                "CREATE DATABASE mastic.lake",
                "CREATE TABLE mastic.lake.t (id INT, name STRING) USING iceberg",
                "INSERT INTO mastic.lake.t VALUES (1, 'a')");
    }

    private List<String> ids(String table) {
        return sql.rows("SELECT id FROM " + table + " ORDER BY id");
    }

    private String first(String column, String metadata) {
        var rows = sql.rows("SELECT " + column + " FROM mastic.lake.t." + metadata + " ORDER BY committed_at LIMIT 1");
        return rows.get(0).substring(1, rows.get(0).length() - 1);
    }

    @Test
    void theirPastIsRead() {
        var snapshot = first("snapshot_id", "snapshots");
        var moment = first("committed_at", "snapshots");
        sql.run("ALTER TABLE mastic.lake.t CREATE TAG first", "INSERT INTO mastic.lake.t VALUES (2, 'b')");
        assertThat(ids("mastic.lake.t VERSION AS OF " + snapshot)).containsExactly("[1]");
        assertThat(ids("mastic.lake.t TIMESTAMP AS OF '" + moment + "'")).containsExactly("[1]");
        assertThat(ids("mastic.lake.t VERSION AS OF 'first'")).containsExactly("[1]");
        assertThat(ids("mastic.lake.t.tag_first")).containsExactly("[1]");
        assertThat(ids("mastic.lake.t.snapshot_id_" + snapshot)).containsExactly("[1]");
        var spark = sql.spark();
        assertThat(spark.read()
                        .option("snapshot-id", snapshot)
                        .table("mastic.lake.t")
                        .count())
                .isEqualTo(1);
        assertThat(spark.read().format("iceberg").load("mastic.lake.t").count()).isEqualTo(2);
        var changed = spark.read().format("iceberg").option("start-snapshot-id", snapshot);
        assertThat(changed.load("mastic.lake.t").count()).isEqualTo(1);
    }

    @Test
    void branchesAreWrittenAndBecomeTheTable() {
        sql.run(
                "ALTER TABLE mastic.lake.t CREATE BRANCH trial",
                "INSERT INTO mastic.lake.t.branch_trial VALUES (2, 'b')",
                "UPDATE mastic.lake.t.branch_trial SET name = 'A' WHERE id = 1");
        assertThat(ids("mastic.lake.t")).containsExactly("[1]");
        assertThat(sql.rows("SELECT * FROM mastic.lake.t.branch_trial ORDER BY id"))
                .containsExactly("[1,A]", "[2,b]");
        assertThat(sql.rows("SELECT name FROM mastic.lake.t.refs ORDER BY name"))
                .containsExactly("[main]", "[trial]");
        sql.run(
                "CALL mastic.system.fast_forward('lake.t', 'main', 'trial')",
                "ALTER TABLE mastic.lake.t DROP BRANCH trial");
        assertThat(ids("mastic.lake.t")).containsExactly("[1]", "[2]");
    }

    @Test
    void proceduresTakeThePastBackAndOtherFilesIn() {
        var snapshot = first("snapshot_id", "snapshots");
        var files = folder.resolve("files").toString();
        sql.spark()
                .range(5, 7)
                .selectExpr("cast(id as int) AS id", "'x' AS name")
                .write()
                .parquet(files);
        sql.run("CALL mastic.system.add_files('lake.t', 'parquet.`" + files + "`')");
        assertThat(ids("mastic.lake.t")).containsExactly("[1]", "[5]", "[6]");
        sql.run("CALL mastic.system.rollback_to_snapshot('lake.t', " + snapshot + ")");
        assertThat(ids("mastic.lake.t")).containsExactly("[1]");
        var metadata = sql.rows("SELECT file FROM mastic.lake.t.metadata_log_entries ORDER BY timestamp DESC LIMIT 1");
        sql.run("CALL mastic.system.register_table('lake.again', '"
                + metadata.get(0).replaceAll("[\\[\\]]", "") + "')");
        assertThat(ids("mastic.lake.again")).containsExactly("[1]");
        assertThat(sql.rows("CALL mastic.system.ancestors_of('lake.t')")).hasSize(1);
    }

    @Test
    void framesAreWrittenToThem() throws Exception {
        var rows = sql.spark().range(3).selectExpr("cast(id as int) AS id", "'n' AS name");
        rows.writeTo("mastic.lake.made").partitionedBy(functions.col("id")).createOrReplace();
        rows.filter("id = 1")
                .withColumn("name", functions.lit("again"))
                .writeTo("mastic.lake.made")
                .overwritePartitions();
        assertThat(sql.rows("SELECT * FROM mastic.lake.made ORDER BY id"))
                .containsExactly("[0,n]", "[1,again]", "[2,n]");
        rows.write().mode("append").saveAsTable("mastic.lake.made");
        assertThat(ids("mastic.lake.made")).hasSize(6);
        assertThat(sql.rows("SELECT partition.id, record_count FROM mastic.lake.made.partitions ORDER BY 1"))
                .containsExactly("[0,2]", "[1,2]", "[2,2]");
    }

    @Test
    void rowsAreChangedByDeletionFiles() {
        sql.run(
                "ALTER TABLE mastic.lake.t SET TBLPROPERTIES ('write.merge.mode' = 'merge-on-read', 'write.delete.mode' ="
                        + " 'merge-on-read')",
                "INSERT INTO mastic.lake.t SELECT id, 'n' FROM range(2, 10)",
                "MERGE INTO mastic.lake.t USING (SELECT 3 AS id) s ON t.id = s.id WHEN MATCHED THEN UPDATE SET name = 'm'",
                "DELETE FROM mastic.lake.t WHERE id = 4");
        assertThat(sql.rows("SELECT name FROM mastic.lake.t WHERE id IN (3, 4)"))
                .containsExactly("[m]");
        assertThat(sql.rows("SELECT count(*) > 0 FROM mastic.lake.t.delete_files"))
                .containsExactly("[true]");
    }

    @Test
    void viewsAreReplacedRenamedAndDescribed() {
        sql.run(
                "CREATE VIEW mastic.lake.v (number COMMENT 'its id') TBLPROPERTIES ('a' = 'b') AS SELECT id FROM mastic.lake.t",
                "CREATE OR REPLACE VIEW mastic.lake.v (number) AS SELECT id + 1 FROM mastic.lake.t",
                "ALTER VIEW mastic.lake.v SET TBLPROPERTIES ('c' = 'd')",
                "ALTER VIEW mastic.lake.v RENAME TO mastic.lake.w");
        assertThat(sql.rows("SELECT number FROM mastic.lake.w")).containsExactly("[2]");
        assertThat(sql.rows("SHOW TBLPROPERTIES mastic.lake.w ('c')")).containsExactly("[c,d]");
        assertThat(sql.rows("SHOW CREATE TABLE mastic.lake.w").get(0)).contains("id + 1");
        assertThat(sql.rows("DESCRIBE mastic.lake.w")).hasSize(1);
        sql.run("DROP VIEW IF EXISTS mastic.lake.w", "DROP VIEW IF EXISTS mastic.lake.w");
    }

    @Test
    void thePropertiesOfTheCatalogAreThoseOfNewTablesAndViews() {
        var session = SqlSession.in(
                folder,
                SqlSession.EXTENSIONS,
                List.of(
                        PREFIX + "table-default.write.format.default=orc",
                        PREFIX + "table-default.a=catalog",
                        PREFIX + "table-override.b=catalog",
                        PREFIX + "view-default.c=catalog"));
        session.run(
                "CREATE TABLE mastic.lake.new (id INT) USING iceberg TBLPROPERTIES ('a' = 'mine', 'b' = 'mine')",
                "INSERT INTO mastic.lake.new VALUES (1)",
                "CREATE TABLE mastic.lake.query USING iceberg AS SELECT 1 AS id",
                "CREATE VIEW mastic.lake.view AS SELECT 1 AS id");
        assertThat(session.rows("SELECT file_format FROM mastic.lake.new.files"))
                .containsExactly("[ORC]");
        assertThat(session.rows("SHOW TBLPROPERTIES mastic.lake.new ('a')")).containsExactly("[a,mine]");
        assertThat(session.rows("SHOW TBLPROPERTIES mastic.lake.new ('b')")).containsExactly("[b,catalog]");
        assertThat(session.rows("SHOW TBLPROPERTIES mastic.lake.query ('a')")).containsExactly("[a,catalog]");
        assertThat(session.rows("SHOW TBLPROPERTIES mastic.lake.view ('c')")).containsExactly("[c,catalog]");
    }
}
