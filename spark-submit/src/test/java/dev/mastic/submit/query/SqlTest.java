// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.submit.Shell;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queries over files and tables. */
class SqlTest {
    @TempDir
    private Path folder;

    private Shell shell;
    private String people;

    @BeforeEach
    void open() {
        shell = new Shell(folder);
        people = shell.write("in/people.json", "{\"id\":1,\"name\":\"Ada\"}\n{\"id\":2,\"name\":\"Grace\"}\n")
                .toString();
    }

    private Shell.Ended sql(String query, String... more) {
        var words = new java.util.ArrayList<>(java.util.List.of("sql", query));
        words.addAll(java.util.List.of(more));
        return shell.mastic(words.toArray(String[]::new));
    }

    @Test
    void readsFilesByTheirPath() {
        assertThat(sql("SELECT name FROM `" + people + "` WHERE id = 2")
                        .succeeded()
                        .lines())
                .containsExactly("{\"name\":\"Grace\"}");
        assertThat(sql("SELECT count(*) AS n FROM json.`" + people + "`")
                        .succeeded()
                        .lines())
                .containsExactly("{\"n\":2}");
        assertThat(folder.resolve("state.db")).doesNotExist();
    }

    @Test
    void takesATextAfterFromOrJoinForAPath() {
        var query = "SELECT p.name, 'from' AS word\nFROM '" + people + "' AS p\nJOIN \"" + people
                + "\" AS q ON p.id = q.id AND q.name IS DISTINCT FROM 'Ada'";
        assertThat(sql(query).succeeded().lines()).containsExactly("{\"name\":\"Grace\",\"word\":\"from\"}");
    }

    @Test
    void readsTablesOfTheCatalog() {
        shell.mastic("crawl", shell.file("in").toString(), "--database", "hr").succeeded();
        assertThat(sql("SELECT `in`.id, hr.`in`.name FROM hr.`in` ORDER BY 1 DESC", "--output", "csv")
                        .succeeded()
                        .lines())
                .containsExactly("id,name", "2,Grace", "1,Ada");
        assertThat(sql("SELECT count(*) AS n FROM hr.`in` AS a JOIN hr.`in` AS b ON a.id = b.id")
                        .succeeded()
                        .lines())
                .containsExactly("{\"n\":2}");
        assertThat(sql("SELECT id FROM hr.`in` WHERE id IN (SELECT max(id) FROM hr.`in`)")
                        .succeeded()
                        .lines())
                .containsExactly("{\"id\":2}");
    }

    @Test
    void makesColumnsOfPartitionFolders() {
        shell.write("parts/year=2023/a.json", "{\"id\":1}\n");
        shell.write("parts/year=2024/a.json", "{\"id\":2}\n");
        assertThat(sql("SELECT id FROM `" + shell.file("parts") + "` WHERE year = 2024")
                        .succeeded()
                        .lines())
                .containsExactly("{\"id\":2}");
    }

    @Test
    void letsNamesOfTheQueryWin() {
        assertThat(sql("WITH people AS (SELECT 7 AS id), more AS (SELECT id + 1 AS id FROM people) "
                                + "SELECT * FROM people UNION ALL SELECT * FROM more")
                        .succeeded()
                        .lines())
                .containsExactly("{\"id\":7}", "{\"id\":8}");
        assertThat(sql("VALUES (1), (2)", "--limit", "1").succeeded().lines()).containsExactly("{\"col1\":1}");
    }

    @Test
    void refusesWhatIsNeitherQueryNorAboutTables() {
        var target = "`" + folder.resolve("out") + "`";
        sql("SET spark.sql.ansi.enabled = true").failed(2, "Cannot run SET:", "only queries", "MERGE INTO");
        sql("ADD JAR /x.jar").failed(2, "ADD JAR");
        sql("CREATE TEMPORARY VIEW v AS SELECT 1").failed(2, "CREATE VIEW");
        sql("INSERT OVERWRITE DIRECTORY " + target.replace('`', '\'') + " USING json SELECT 1")
                .failed(2, "INSERT");
        assertThat(folder.resolve("state.db")).doesNotExist();
    }

    @Test
    void runsStatementsAboutTables() {
        sql("create database hr").succeeded();
        sql("CREATE TABLE hr.lake USING iceberg AS SELECT 1 AS id, 'Ada' AS name")
                .succeeded();
        sql("CREATE TABLE hr.files (id INT, day STRING) USING parquet PARTITIONED BY (day)")
                .succeeded();
        sql("INSERT INTO hr.files VALUES (1, 'mon'), (2, 'tue')").succeeded();
        sql("MERGE INTO hr.lake t USING hr.files s ON t.id = s.id WHEN NOT MATCHED THEN INSERT (id, name) VALUES (s.id, s.day)")
                .succeeded();
        assertThat(sql("SELECT * FROM hr.lake ORDER BY id").succeeded().lines())
                .containsExactly("{\"id\":1,\"name\":\"Ada\"}", "{\"id\":2,\"name\":\"tue\"}");
        assertThat(sql("SHOW PARTITIONS hr.files", "--output", "csv")
                        .succeeded()
                        .lines())
                .containsExactlyInAnyOrder("partition", "day=mon", "day=tue");
        sql("CREATE VIEW hr.few AS SELECT id FROM hr.lake WHERE id > 1").succeeded();
        assertThat(sql("SELECT * FROM hr.few").succeeded().lines()).containsExactly("{\"id\":2}");
        sql("DELETE FROM hr.files WHERE id = 1").failed(2, "Cannot DELETE rows of table hr.files", "INSERT OVERWRITE");
        sql("INSERT INTO hr.nosuch VALUES (1)").failed(2, "hr", "nosuch");
    }

    @Test
    void readsTablesAsTheyWere() {
        sql("CREATE DATABASE hr").succeeded();
        sql("CREATE TABLE hr.lake USING iceberg AS SELECT 1 AS id").succeeded();
        sql("ALTER TABLE hr.lake CREATE TAG first").succeeded();
        sql("INSERT INTO hr.lake VALUES (2)").succeeded();
        assertThat(sql("SELECT * FROM hr.lake VERSION AS OF 'first'")
                        .succeeded()
                        .lines())
                .containsExactly("{\"id\":1}");
    }

    @Test
    void readsAndChangesWhatIcebergKnowsOfATable() {
        sql("CREATE DATABASE hr").succeeded();
        sql("CREATE TABLE hr.lake USING iceberg AS SELECT 1 AS id").succeeded();
        var first = sql("SELECT committed_at, snapshot_id FROM hr.lake.snapshots")
                .succeeded()
                .document();
        sql("WITH more AS (SELECT 2 AS id) INSERT INTO hr.lake SELECT * FROM more")
                .succeeded();
        sql("ALTER TABLE hr.lake CREATE BRANCH trial").succeeded();
        sql("INSERT INTO hr.lake.branch_trial VALUES (3)").succeeded();
        assertThat(ids("hr.lake")).containsExactly("{\"id\":1}", "{\"id\":2}");
        assertThat(ids("hr.lake.branch_trial")).containsExactly("{\"id\":1}", "{\"id\":2}", "{\"id\":3}");
        assertThat(ids("mastic.hr.lake VERSION AS OF 'trial'")).hasSize(3);
        assertThat(ids("hr.lake TIMESTAMP AS OF '" + first.get("committed_at").asText() + "'"))
                .containsExactly("{\"id\":1}");
        assertThat(sql("SELECT count(*) AS n FROM hr.lake.history").succeeded().lines())
                .containsExactly("{\"n\":2}");
        sql("CALL mastic.system.rollback_to_snapshot('hr.lake', " + first.get("snapshot_id") + ")")
                .succeeded();
        assertThat(ids("hr.lake")).containsExactly("{\"id\":1}");
        sql("CALL system.fast_forward('hr.lake', 'main', 'trial')").succeeded();
        assertThat(ids("hr.lake")).hasSize(3);
        sql("SELECT * FROM hr.lake.nosuch").failed(2, "nosuch");
        sql("WITH a AS (SELECT 1) INSERT INTO hr.nosuch SELECT * FROM a").failed(2, "nosuch");
    }

    private List<String> ids(String table) {
        return sql("SELECT id FROM " + table + " ORDER BY id").succeeded().lines();
    }

    @Test
    void givesNewTablesTheirProperties() {
        sql("CREATE DATABASE hr").succeeded();
        var setting = "spark.sql.catalog.mastic.table-default.write.format.default=orc";
        sql("CREATE TABLE hr.lake (id INT) USING iceberg", "--conf", setting).succeeded();
        assertThat(sql("SHOW TBLPROPERTIES hr.lake ('write.format.default')")
                        .succeeded()
                        .out())
                .contains("orc");
    }

    @Test
    void saysWhatIsNearToAMissingTableOrFile() {
        sql("SELECT * FROM `" + folder.resolve("in/poeple.json") + "`").failed(2, "did you mean 'people.json'?");
        shell.mastic("crawl", shell.file("in").toString(), "--database", "hr").succeeded();
        sql("SELECT * FROM hr.inn").failed(2, "did you mean 'hr.in'?");
        sql("SELECT * FROM peeple").failed(2, "peeple", "database.table");
        sql("SELECT * FROM a.b.c").failed(2, "a.b.c", "database.table");
    }

    @Test
    void saysWhereTheQueryIsWrong() {
        sql("SELECT id\nFORM x").failed(2, "Cannot run the query: ", "at 2:6");
        sql("SELECT id,\n  nmae FROM `" + people + "`").failed(2, "nmae", "`name`", "at 2:3");
        sql("SELECT nosuch(1)").failed(2, "nosuch", "at 1:8");
        sql("").failed(2, "Cannot run the query: ");
    }

    @Test
    void saysHowToAskForAChoice() {
        var mixed = shell.write("mixed/a.json", "{\"size\":1}\n{\"size\":\"big\"}\n");
        sql("SELECT size FROM `" + mixed + "` WHERE size > 0")
                .failed(2, "'size' is a choice of int and string", "`size`.int", "coalesce(`size`.int, `size`.string)");
        assertThat(sql("SELECT size.int AS n FROM `" + mixed + "` WHERE size.int > 0")
                        .succeeded()
                        .lines())
                .containsExactly("{\"n\":1}");
    }

    @Test
    void refusesTwoColumnsOfOneNameAsJsonOnly() {
        var query = "SELECT a.id, b.id FROM `" + people + "` a JOIN `" + people + "` b ON a.id = 3 - b.id ORDER BY 1";
        sql(query).failed(2, "two columns are called 'id'");
        assertThat(sql(query, "--output", "csv").succeeded().lines()).containsExactly("id,id", "1,2", "2,1");
    }

    @Test
    void keepsWhatIsRefused() throws Exception {
        shell.write("bad/a.json", "{\"id\":1}\nbroken\n{\"id\":2}\n");
        var faults = shell.file("faults.json");
        var ended = sql("SELECT sum(id) AS s FROM `" + shell.file("bad") + "`", "--faults", faults.toString());
        assertThat(ended.succeeded().lines()).containsExactly("{\"s\":3}");
        assertThat(ended.err()).contains("1 row refused");
        assertThat(faults).content().contains("\"line\":2");
        shell.write("worse/a.parquet", "PAR1" + "garbage ".repeat(40) + "PAR1");
        assertThat(sql("SELECT * FROM `" + shell.file("worse") + "`").exitCode())
                .isEqualTo(1);
    }
}
