// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilesTablesTest {
    @TempDir
    private Path folder;

    private SqlSession sql;

    @BeforeEach
    void open() {
        sql = SqlSession.in(folder);
        sql.run("CREATE DATABASE mastic.sales");
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "orc", "json", "csv", "avro"})
    void rowsComeBackAsTheyWereWritten(String format) {
        sql.run(
                "CREATE TABLE mastic.sales.orders (id BIGINT, name STRING, day STRING) USING " + format
                        + " PARTITIONED BY (day)",
                "INSERT INTO mastic.sales.orders VALUES (1, 'a', '2024-01-01'), (2, 'line\nend', '2024-01-02'), (3, NULL, NULL)");
        assertThat(sql.rows("SELECT * FROM mastic.sales.orders ORDER BY id"))
                .containsExactly("[1,a,2024-01-01]", "[2,line\nend,2024-01-02]", "[3,null,null]");
        assertThat(sql.rows("SHOW PARTITIONS mastic.sales.orders"))
                .containsExactlyInAnyOrder("[day=2024-01-01]", "[day=2024-01-02]", "[day=null]");
        assertThat(sql.rows("SELECT name FROM mastic.sales.orders WHERE day = '2024-01-01'"))
                .containsExactly("[a]");
    }

    @Test
    void overwritesWhatIsAskedFor() {
        sql.run(
                "CREATE TABLE mastic.sales.orders (id INT, region STRING, day INT) USING parquet PARTITIONED BY (region, day)",
                "INSERT INTO mastic.sales.orders VALUES (1, 'n', 1), (2, 'n', 2), (3, 's', 1)",
                "INSERT OVERWRITE mastic.sales.orders PARTITION (region = 'n', day) SELECT 4, 3");
        assertThat(sql.rows("SELECT * FROM mastic.sales.orders ORDER BY id")).containsExactly("[3,s,1]", "[4,n,3]");
        assertThat(sql.rows("SHOW PARTITIONS mastic.sales.orders"))
                .containsExactlyInAnyOrder("[region=s/day=1]", "[region=n/day=3]");
        sql.spark().conf().set("spark.sql.sources.partitionOverwriteMode", "dynamic");
        sql.run("INSERT OVERWRITE mastic.sales.orders VALUES (5, 'n', 3), (6, 'w', 9)");
        sql.spark().conf().unset("spark.sql.sources.partitionOverwriteMode");
        assertThat(sql.rows("SELECT * FROM mastic.sales.orders ORDER BY id"))
                .containsExactly("[3,s,1]", "[5,n,3]", "[6,w,9]");
        sql.run("INSERT OVERWRITE mastic.sales.orders VALUES (7, 'e', 1)");
        assertThat(sql.rows("SELECT * FROM mastic.sales.orders")).containsExactly("[7,e,1]");
        sql.run("TRUNCATE TABLE mastic.sales.orders");
        assertThat(sql.rows("SELECT * FROM mastic.sales.orders")).isEmpty();
    }

    @Test
    void createsTablesWithTheirRows() {
        sql.run("CREATE TABLE mastic.sales.sums USING parquet COMMENT 'totals' TBLPROPERTIES ('a' = 'b') AS SELECT 1 AS id, 'x' AS name");
        assertThat(sql.rows("SELECT * FROM mastic.sales.sums")).containsExactly("[1,x]");
        assertThat(sql.rows("SHOW CREATE TABLE mastic.sales.sums").get(0)).contains("totals", "USING parquet", "'a' = 'b'");
        assertThat(sql.rows("SHOW TABLES IN mastic.sales")).containsExactly("[sales,sums,false]");
        assertThat(sql.rows("SHOW COLUMNS IN mastic.sales.sums")).containsExactly("[id]", "[name]");
    }

    @Test
    void refusesWhatFilesCannotDo() {
        sql.run("CREATE TABLE mastic.sales.t (id INT, name STRING) USING parquet");
        sql.refuses("UPDATE mastic.sales.t SET id = 1").hasMessageContaining("Cannot UPDATE table sales.t");
        sql.refuses("DELETE FROM mastic.sales.t WHERE id = 1").hasMessageContaining("Cannot DELETE FROM table sales.t");
        sql.refuses("MERGE INTO mastic.sales.t USING (SELECT 1 AS id) s ON t.id = s.id WHEN MATCHED THEN UPDATE SET id = 2")
                .hasMessageContaining("Cannot MERGE INTO table sales.t");
    }
}
