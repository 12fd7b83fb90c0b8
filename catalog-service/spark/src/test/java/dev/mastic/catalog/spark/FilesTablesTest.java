// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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

    /** Whoever reads the broken partition fails. */
    @Test
    void readsNoPartitionsButThoseThatAreAskedFor() throws SQLException {
        sql.run(
                "CREATE TABLE mastic.sales.orders (id INT, region STRING, day INT) USING parquet PARTITIONED BY (region, day)",
                "INSERT INTO mastic.sales.orders VALUES (1, 'n', 1), (2, 'n', 2), (3, 's', 1)");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("mastic.db"));
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(
                            "update partitions set definition = 'broken' where partition_values = '[\"s\",\"1\"]'"))
                    .isOne();
        }
        sql.refuses("SHOW PARTITIONS mastic.sales.orders").hasMessageContaining("broken");
        sql.run(
                "INSERT INTO mastic.sales.orders VALUES (4, 'n', 1), (5, 'w', 1)",
                "INSERT OVERWRITE mastic.sales.orders PARTITION (region = 'n', day = 2) SELECT 6",
                "INSERT OVERWRITE mastic.sales.orders PARTITION (region = 'w', day) SELECT 7, 3",
                "ALTER TABLE mastic.sales.orders ADD PARTITION (region = 'n', day = 9)",
                "ALTER TABLE mastic.sales.orders DROP PARTITION (region = 'n', day = 9)");
        assertThat(sql.rows("SHOW PARTITIONS mastic.sales.orders PARTITION (region = 'n')"))
                .containsExactlyInAnyOrder("[region=n/day=1]", "[region=n/day=2]");
        assertThat(sql.rows("SELECT id FROM mastic.sales.orders WHERE region <> 's' ORDER BY id"))
                .containsExactly("[1]", "[4]", "[6]", "[7]");
    }

    @Test
    void createsTablesWithTheirRows() {
        sql.run(
                "CREATE TABLE mastic.sales.sums USING parquet COMMENT 'totals' TBLPROPERTIES ('a' = 'b') AS SELECT 1 AS id, 'x' AS name");
        assertThat(sql.rows("SELECT * FROM mastic.sales.sums")).containsExactly("[1,x]");
        assertThat(sql.rows("SHOW CREATE TABLE mastic.sales.sums").get(0))
                .contains("totals", "USING parquet", "'a' = 'b'");
        assertThat(sql.rows("SHOW TABLES IN mastic.sales")).containsExactly("[sales,sums,false]");
        assertThat(sql.rows("SHOW COLUMNS IN mastic.sales.sums")).containsExactly("[id]", "[name]");
    }

    static List<String> orders() {
        return List.of(
                SqlSession.EXTENSIONS,
                SqlSession.EXTENSIONS + "," + SqlSession.ICEBERGS,
                SqlSession.ICEBERGS + "," + SqlSession.EXTENSIONS);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void refusesWhatFilesCannotDo(String extensions) {
        var other = SqlSession.in(folder, extensions);
        other.run("CREATE TABLE mastic.sales.t (id INT, name STRING) USING parquet");
        other.refuses("UPDATE mastic.sales.t SET id = 1").hasMessageContaining("Cannot UPDATE rows of table sales.t");
        other.refuses("UPDATE mastic.sales.t SET id = cast(name AS INT) + 1L WHERE name LIKE 'a%'")
                .hasMessageContaining("Cannot UPDATE rows of table sales.t");
        other.refuses("DELETE FROM mastic.sales.t WHERE id = 1")
                .hasMessageContaining("Cannot DELETE rows of table sales.t");
        other.refuses(
                        "MERGE INTO mastic.sales.t USING (SELECT 1 AS id) s ON t.id = s.id WHEN MATCHED THEN UPDATE SET id = 2")
                .hasMessageContaining("Cannot MERGE rows of table sales.t");
    }

    @ParameterizedTest
    @MethodSource("orders")
    void icebergTablesHaveAllTheirSql(String extensions) {
        var other = SqlSession.in(folder, extensions);
        other.run(
                "CREATE TABLE mastic.sales.lake (id INT, name STRING) USING iceberg PARTITIONED BY (bucket(4, id))",
                "CREATE TABLE mastic.sales.news (id INT, name STRING) USING json",
                "INSERT INTO mastic.sales.lake VALUES (1, 'a'), (2, 'b')",
                "INSERT INTO mastic.sales.news VALUES (2, 'B'), (3, 'C')",
                "MERGE INTO mastic.sales.lake t USING mastic.sales.news s ON t.id = s.id WHEN MATCHED THEN UPDATE SET name = s.name WHEN NOT MATCHED THEN INSERT *",
                "UPDATE mastic.sales.lake SET name = 'A' WHERE id = 1",
                "DELETE FROM mastic.sales.lake WHERE id = 3",
                "ALTER TABLE mastic.sales.lake ADD PARTITION FIELD truncate(2, name)",
                "ALTER TABLE mastic.sales.lake CREATE TAG before");
        assertThat(other.rows("SELECT * FROM mastic.sales.lake ORDER BY id")).containsExactly("[1,A]", "[2,B]");
        other.run("INSERT OVERWRITE mastic.sales.lake VALUES (9, 'z')");
        assertThat(other.rows("SELECT * FROM mastic.sales.lake VERSION AS OF 'before' ORDER BY id"))
                .containsExactly("[1,A]", "[2,B]");
        assertThat(other.rows("SELECT count(*) FROM mastic.sales.lake.snapshots"))
                .containsExactly("[5]");
        assertThat(other.rows("CALL mastic.system.rewrite_manifests('sales.lake')"))
                .hasSize(1);
        other.run("CREATE OR REPLACE TABLE mastic.sales.lake USING iceberg AS SELECT 5 AS n");
        assertThat(other.rows("SELECT * FROM mastic.sales.lake")).containsExactly("[5]");
    }

    @Test
    void readsOnlyThePartitionsThatAreAskedFor() {
        sql.run(
                "CREATE TABLE mastic.sales.days (id INT, day DATE, n INT) USING parquet PARTITIONED BY (day, n)",
                "INSERT INTO mastic.sales.days SELECT id, date_add(DATE '2024-01-01', CAST(id AS INT)), id % 3 FROM range(9)");
        var rows = sql.spark()
                .sql("SELECT id FROM mastic.sales.days WHERE day >= DATE '2024-01-04' AND n IN (0, 1) AND id > 0");
        assertThat(rows.inputFiles()).hasSize(4);
        assertThat(rows.as(Encoders.INT()).collectAsList()).containsExactlyInAnyOrder(3, 4, 6, 7);
    }

    @Test
    void refusesRowsThatDoNotFitWithTheirPlace() throws IOException {
        Files.createDirectories(folder.resolve("in"));
        Files.writeString(folder.resolve("in/a.json"), "{\"id\":1}\n{\"id\":\"x\"}\n{\"id\":3}\n");
        sql.run("CREATE TABLE mastic.sales.bad (id INT) USING json LOCATION '" + folder.resolve("in") + "'");
        sql.refuses("SELECT * FROM mastic.sales.bad")
                .hasMessageContaining("in/a.json:2")
                .hasMessageContaining("'id'");
    }

    @Test
    void repairsPartitions() throws IOException {
        sql.run(
                "CREATE TABLE mastic.sales.t (id INT, k STRING) USING parquet PARTITIONED BY (k)",
                "INSERT INTO mastic.sales.t VALUES (1, 'a/b'), (2, 'c')",
                "ALTER TABLE mastic.sales.t DROP PARTITION (k = 'a/b')");
        assertThat(sql.rows("SELECT id FROM mastic.sales.t")).containsExactly("[2]");
        sql.run("MSCK REPAIR TABLE mastic.sales.t");
        assertThat(sql.rows("SELECT * FROM mastic.sales.t ORDER BY id")).containsExactly("[1,a/b]", "[2,c]");
        sql.run(
                "ALTER TABLE mastic.sales.t PARTITION (k = 'c') RENAME TO PARTITION (k = 'd')",
                "ALTER TABLE mastic.sales.t RECOVER PARTITIONS",
                "ALTER TABLE mastic.sales.t ADD PARTITION (k = 'e')");
        assertThat(sql.rows("SELECT * FROM mastic.sales.t ORDER BY id")).containsExactly("[1,a/b]", "[2,d]");
        assertThat(sql.rows("SHOW PARTITIONS mastic.sales.t PARTITION (k = 'e')"))
                .containsExactly("[k=e]");
        sql.refuses("INSERT INTO mastic.sales.t VALUES (5, 'd')").hasMessageContaining("lies elsewhere");
        assertThat(sql.rows("SELECT * FROM mastic.sales.t ORDER BY id")).containsExactly("[1,a/b]", "[2,d]");
    }

    @Test
    void altersTables() {
        sql.run(
                "CREATE TABLE mastic.sales.t (id INT, name STRING) USING parquet",
                "INSERT INTO mastic.sales.t VALUES (1, 'a')",
                "ALTER TABLE mastic.sales.t ADD COLUMNS (more DOUBLE COMMENT 'new')",
                "ALTER TABLE mastic.sales.t ALTER COLUMN id TYPE BIGINT",
                "ALTER TABLE mastic.sales.t SET TBLPROPERTIES ('owner.team' = 'x')",
                "INSERT INTO mastic.sales.t VALUES (5000000000, 'b', 0.5)");
        assertThat(sql.rows("SELECT * FROM mastic.sales.t ORDER BY id"))
                .containsExactly("[1,a,null]", "[5000000000,b,0.5]");
        sql.run("ALTER TABLE mastic.sales.t DROP COLUMN name", "ALTER TABLE mastic.sales.t RENAME TO mastic.sales.u");
        assertThat(sql.rows("SELECT * FROM mastic.sales.u ORDER BY id"))
                .containsExactly("[1,null]", "[5000000000,0.5]");
        assertThat(sql.rows("SHOW TBLPROPERTIES mastic.sales.u ('owner.team')")).containsExactly("[owner.team,x]");
        sql.refuses("ALTER TABLE mastic.sales.u RENAME COLUMN id TO ident")
                .hasMessageContaining("Cannot alter table sales.u");
        sql.refuses("ALTER TABLE mastic.sales.u ALTER COLUMN id TYPE DOUBLE").hasMessageContaining("not every bigint");
        sql.run("DROP TABLE mastic.sales.u");
        assertThat(sql.rows("SHOW TABLES IN mastic.sales")).isEmpty();
    }

    @Test
    void keepsViews() {
        sql.run(
                "CREATE TABLE mastic.sales.t (id INT, k STRING) USING parquet PARTITIONED BY (k)",
                "INSERT INTO mastic.sales.t VALUES (1, 'a'), (2, 'b')",
                "CREATE VIEW mastic.sales.v AS SELECT id FROM mastic.sales.t WHERE k = 'b'",
                "CREATE DATABASE shop",
                "USE shop",
                "CREATE VIEW w (number) AS SELECT id + 1 FROM mastic.sales.v");
        assertThat(sql.rows("SELECT * FROM mastic.sales.v")).containsExactly("[2]");
        assertThat(sql.rows("SELECT number FROM shop.w")).containsExactly("[3]");
        assertThat(sql.rows("SHOW VIEWS IN mastic.sales")).containsExactly("[sales,v,false]");
        assertThat(sql.rows("SHOW TABLES IN mastic.sales")).containsExactly("[sales,t,false]");
        sql.run("DROP VIEW w", "DROP VIEW mastic.sales.v", "USE default");
        assertThat(sql.rows("SHOW VIEWS IN mastic.sales")).isEmpty();
    }

    @Test
    void takesThePlaceOfSparksOwnCatalog() {
        sql.run(
                "CREATE TABLE words (id INT, word STRING) USING parquet",
                "INSERT INTO words VALUES (1, 'one')",
                "CREATE DATABASE shop COMMENT 'all that is sold'",
                "USE shop",
                "CREATE TABLE Items (id INT, Name STRING) STORED AS PARQUET",
                "INSERT INTO items VALUES (1, 'pen')",
                "CREATE TABLE lake USING iceberg AS SELECT * FROM items");
        assertThat(sql.rows("SELECT w.word, i.name FROM default.words w JOIN items i ON w.id = i.id"))
                .containsExactly("[one,pen]");
        assertThat(sql.rows("SHOW TABLES")).containsExactly("[shop,items,false]", "[shop,lake,false]");
        assertThat(sql.rows("SELECT * FROM mastic.shop.ITEMS")).containsExactly("[1,pen]");
        sql.run("USE default", "DROP DATABASE shop CASCADE");
        assertThat(sql.rows("SHOW DATABASES")).containsExactly("[default]", "[sales]");
    }
}
