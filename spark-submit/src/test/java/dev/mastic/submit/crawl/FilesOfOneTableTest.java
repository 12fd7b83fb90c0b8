// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mastic.submit.Shell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only all files of a table can tell: a crawl decides it, and rows are read as it was decided. */
class FilesOfOneTableTest {
    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(folder);
    }

    private JsonNode crawl() {
        var document = report();
        assertThat(document.path("skipped")).as(document::toString).isEmpty();
        assertThat(document.path("tables")).as(document::toString).hasSize(1);
        return document;
    }

    private JsonNode report(String... options) {
        var command = new ArrayList<>(List.of("crawl", folder.resolve("lake/t").toString(), "--database", "db"));
        command.addAll(List.of(options));
        command.addAll(List.of("--output", "json"));
        return shell.mastic(command.toArray(String[]::new)).succeeded().document();
    }

    private static JsonNode column(JsonNode report, String name) {
        for (var column : report.at("/tables/0/columns")) {
            if (column.path("name").asText().equals(name)) {
                return column;
            }
        }
        throw new AssertionError("no column " + name + " in " + report);
    }

    private static String type(JsonNode report, String name) {
        return column(report, name).path("type").asText();
    }

    private List<String> rows() {
        var cat = shell.mastic("cat", "db.t").succeeded();
        assertThat(cat.err()).doesNotContain("refused");
        return cat.lines().stream().sorted().toList();
    }

    @Test
    void aFlagIsAFlagInAFileThatHasOnlyOneOfItsWords() {
        shell.write("lake/t/a.csv", "id,paid\n1,N\n2,N\n");
        shell.write("lake/t/b.csv", "id,paid\n3,Y\n4,N\n");
        shell.write("lake/t/c.csv", "id,paid\n5,y\n6,\n");
        var report = crawl();
        assertThat(type(report, "paid")).isEqualTo("boolean");
        assertThat(rows())
                .containsExactly(
                        "{\"id\":1,\"paid\":false}",
                        "{\"id\":2,\"paid\":false}",
                        "{\"id\":3,\"paid\":true}",
                        "{\"id\":4,\"paid\":false}",
                        "{\"id\":5,\"paid\":true}",
                        "{\"id\":6}");
    }

    @Test
    void aDateThatCouldBeEitherFollowsTheFileThatProvesItsOrder() {
        shell.write("lake/t/a.csv", "id,day\n1,01/02/2024\n2,03/04/2024\n");
        shell.write("lake/t/b.csv", "id,day\n3,31/01/2024\n4,02/03/2024\n");
        assertThat(type(crawl(), "day")).isEqualTo("date");
        assertThat(rows())
                .containsExactly(
                        "{\"id\":1,\"day\":\"2024-02-01\"}",
                        "{\"id\":2,\"day\":\"2024-04-03\"}",
                        "{\"id\":3,\"day\":\"2024-01-31\"}",
                        "{\"id\":4,\"day\":\"2024-03-02\"}");
    }

    @Test
    void datesThatContradictEachOtherAreTextsAndTheReportSaysSo() {
        shell.write("lake/t/a.csv", "id,day,at\n1,31/01/2024,2024-05-06\n2,02/03/2024,2024-05-07\n");
        shell.write("lake/t/b.csv", "id,day,at\n3,01/31/2024,2024-05-06\n4,02/03/2024,2024-05-07\n");
        var report = crawl();
        assertThat(type(report, "day")).isEqualTo("string");
        assertThat(type(report, "at")).isEqualTo("date");
        assertThat(column(report, "day").path("evidence").asText())
                .contains("date 2 (a.csv:2 31/01/2024)", "string 2 (b.csv:2 01/31/2024)");
        assertThat(report.at("/decisions/0/why").asText())
                .contains("the dates of 'day' have the day first in some files and the month in others");
        assertThat(rows())
                .containsExactly(
                        "{\"id\":1,\"day\":\"31/01/2024\",\"at\":\"2024-05-06\"}",
                        "{\"id\":2,\"day\":\"02/03/2024\",\"at\":\"2024-05-07\"}",
                        "{\"id\":3,\"day\":\"01/31/2024\",\"at\":\"2024-05-06\"}",
                        "{\"id\":4,\"day\":\"02/03/2024\",\"at\":\"2024-05-07\"}");
    }

    @Test
    void eachColumnHasTheOrderThatItsOwnFilesProve() {
        shell.write("lake/t/a.csv", "id,a,b\n1,31/01/2024,02/03/2024\n2,30/01/2024,02/04/2024\n");
        shell.write("lake/t/b.csv", "id,a,b\n3,02/03/2024,01/31/2024\n4,02/04/2024,01/30/2024\n");
        var report = crawl();
        assertThat(List.of(type(report, "a"), type(report, "b"))).containsExactly("date", "date");
        assertThat(rows())
                .containsExactly(
                        "{\"id\":1,\"a\":\"2024-01-31\",\"b\":\"2024-02-03\"}",
                        "{\"id\":2,\"a\":\"2024-01-30\",\"b\":\"2024-02-04\"}",
                        "{\"id\":3,\"a\":\"2024-03-02\",\"b\":\"2024-01-31\"}",
                        "{\"id\":4,\"a\":\"2024-04-02\",\"b\":\"2024-01-30\"}");
    }

    @Test
    void aPointIsWhatAllNumbersOfTheColumnAllow() {
        shell.write("lake/t/y=1/a.csv", "id;total\n1;1.234\n2;5.678\n");
        shell.write("lake/t/y=2/a.csv", "id;total\n3;1.234,5\n4;7,25\n");
        shell.write("lake/t/y=3/a.csv", "id;total\n5;1\n6;n/a\n7;2\n");
        assertThat(type(crawl(), "total")).isEqualTo("double");
        assertThat(rows())
                .containsExactly(
                        "{\"id\":1,\"total\":1234.0,\"y\":\"1\"}",
                        "{\"id\":2,\"total\":5678.0,\"y\":\"1\"}",
                        "{\"id\":3,\"total\":1234.5,\"y\":\"2\"}",
                        "{\"id\":4,\"total\":7.25,\"y\":\"2\"}",
                        "{\"id\":5,\"total\":1.0,\"y\":\"3\"}",
                        "{\"id\":6,\"y\":\"3\"}",
                        "{\"id\":7,\"total\":2.0,\"y\":\"3\"}");
    }

    @Test
    void foldersThatContradictEachOtherAreTablesOfTheirOwn() {
        shell.write("lake/t/de/a.csv", "id,day\n1,31/01/2024\n2,30/01/2024\n");
        shell.write("lake/t/us/a.csv", "id,day\n1,01/31/2024\n2,01/30/2024\n");
        var report = report();
        assertThat(report.at("/tables")).hasSize(2);
        for (var table : List.of("de", "us")) {
            assertThat(shell.mastic("cat", "db." + table).succeeded().lines())
                    .containsExactlyInAnyOrder(
                            "{\"id\":1,\"day\":\"2024-01-31\"}", "{\"id\":2,\"day\":\"2024-01-30\"}");
        }
    }

    @Test
    void aCrawlRemembersWhatItHasReadInTheDialectOfTheTable() {
        shell.write("lake/t/a.csv", "id,paid,day\n1,N,01/02/2024\n2,N,03/04/2024\n");
        shell.write("lake/t/b.csv", "id,paid,day\n3,Y,31/01/2024\n4,N,02/03/2024\n");
        var first = crawl();
        var again = crawl();
        assertThat(again.path("filesRead").asInt()).isZero();
        assertThat(again.at("/tables/0/columns")).isEqualTo(first.at("/tables/0/columns"));
        assertThat(again.at("/tables/0/change").asText()).isEqualTo("unchanged");
        shell.write("lake/t/c.csv", "id,paid,day\n5,Y,05/06/2024\n6,Y,07/08/2024\n");
        assertThat(crawl().path("filesRead").asInt()).isEqualTo(1);
        assertThat(rows()).contains("{\"id\":6,\"paid\":true,\"day\":\"2024-08-07\"}");
    }

    @Test
    void itIsTheSameOnSpark() {
        shell.write("lake/t/a.csv", "id,paid,day\n1,N,01/02/2024\n2,N,03/04/2024\n");
        shell.write("lake/t/b.csv", "id,paid,day\n3,Y,31/01/2024\n4,N,02/03/2024\n");
        var onSpark = report("--dry-run", "--master", "local[2]");
        assertThat(onSpark.path("tables")).isEqualTo(crawl().path("tables"));
    }

    @Test
    void oneOfTwoTablesInAFileIsReadAndTheOtherIsNamed() {
        shell.write("lake/t/a.csv", "id,total\n1,10\n2,20\n3,30\n\nname,born\nAnn,1990\n");
        var report = crawl();
        assertThat(report.at("/remarks/0/text").asText())
                .isEqualTo("it holds several tables: the one from line 1 on is read, these are not: lines 6 to 7");
        var cat = shell.mastic("cat", "db.t").succeeded();
        assertThat(cat.lines())
                .containsExactly("{\"id\":1,\"total\":10}", "{\"id\":2,\"total\":20}", "{\"id\":3,\"total\":30}");
        assertThat(cat.err()).contains("a.csv:6", "2 rows refused", "behind the end of the table");
    }

    @Test
    void recordsThatCannotBeReadAreInTheReport() {
        shell.write("lake/t/a.json", "{\"id\":1}\n{\"id\":\n{\"id\":3}\n");
        shell.write("lake/t/b.json", "{\"id\":4}\n");
        shell.write("lake/t/c.json", "{\"id\":5}\nx\n{\"id\":6}\n{\"id\":7}\n{\"id\":8}\n{\"id\":9}\ny\n");
        var report = crawl();
        assertThat(report.path("remarks")).hasSize(2);
        assertThat(report.at("/remarks/0/path").asText()).endsWith("lake/t/a.json");
        assertThat(report.at("/remarks/0/text").asText()).startsWith("1 record cannot be read (line 2: ");
        assertThat(report.at("/remarks/1/text").asText()).startsWith("2 records cannot be read (the first: line 2: ");
        var cat = shell.mastic("cat", "db.t").succeeded();
        assertThat(cat.lines()).hasSize(8);
        assertThat(cat.err()).contains("a.json:2", "c.json:2", "c.json:7");
    }

    @Test
    void aNameThatLiesIsInTheReport() {
        shell.write("lake/t/a.csv", "{\"id\":1}\n{\"id\":2}\n");
        shell.write("lake/t/b.json.gz", "{\"id\":3}\n{\"id\":4}\n");
        shell.write("lake/t/c.json", "{\"id\":5}\n{\"id\":6}\n");
        var report = crawl();
        assertThat(report.path("remarks")).hasSize(2);
        assertThat(report.at("/remarks/0/path").asText()).endsWith("lake/t/a.csv");
        assertThat(report.at("/remarks/0/text").asText())
                .isEqualTo("its name ends with .csv, its content is json: read as that");
        assertThat(report.at("/remarks/1/text").asText()).contains("its name promises gzip", "it is not packed");
        var page = folder.resolve("page.html");
        var again = shell.mastic(
                        "crawl", folder.resolve("lake/t").toString(), "--database", "db", "--html", page.toString())
                .succeeded();
        assertThat(again.err()).contains("odd ", "a.csv: its name ends with .csv");
        assertThat(page).content().contains("Odd files", "its name ends with .csv");
    }
}
