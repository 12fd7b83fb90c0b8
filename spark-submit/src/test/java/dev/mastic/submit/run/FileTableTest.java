// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mastic.submit.Shell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs that write tables of plain files: what stands in the catalog then, and what a crawl makes of it. */
class FileTableTest {
    private static final String JOB = """
            job {
              name = orders
              sources { raw { path = "raw", schema = "id long, total double, note string, year int" } }
              sinks {
                t {
                  in = raw, table = "shop.orders", format = %s, path = "lake/orders", partition-by = [year]
                  update-catalog = true %s
                }
              }
            }
            """;

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(folder);
        shell.write("raw/a.json", """
                {"id":10000000001,"total":2.5,"note":"first, of all","year":2020}
                {"id":10000000002,"total":3.5,"note":"second","year":2021}
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "json", "csv"})
    void aCrawlFindsTheTableAsTheJobHasWrittenIt(String format) {
        run(format, "");
        var written = table();
        assertThat(texts(written.path("columns"), "type")).containsExactly("bigint", "double", "string");
        assertThat(texts(written.path("partitionKeys"), "type")).containsExactly("int");
        assertThat(written.path("partitions").asInt()).isEqualTo(2);
        assertThat(rows())
                .containsExactly(
                        "{\"id\":10000000001,\"total\":2.5,\"note\":\"first, of all\",\"year\":2020}",
                        "{\"id\":10000000002,\"total\":3.5,\"note\":\"second\",\"year\":2021}");

        shell.mastic("crawl", shell.file("lake/orders").toString(), "--database", "shop")
                .succeeded();
        var crawled = table();
        for (var same : List.of("location", "format", "partitions")) {
            assertThat(crawled.path(same)).as(same).isEqualTo(written.path(same));
        }
        for (var columns : List.of("columns", "partitionKeys")) {
            assertThat(texts(crawled.path(columns), "name")).isEqualTo(texts(written.path(columns), "name"));
            assertThat(texts(crawled.path(columns), "type")).isEqualTo(texts(written.path(columns), "type"));
        }
        written.path("parameters").fields().forEachRemaining(parameter -> assertThat(
                        crawled.path("parameters").path(parameter.getKey()))
                .as(parameter.getKey())
                .isEqualTo(parameter.getValue()));
        assertThat(rows()).hasSize(2);
    }

    @Test
    void replacesPartitionsOfTheTable() {
        run("parquet", "");
        shell.write("raw/b.json", "{\"id\":3,\"total\":4.5,\"note\":\"instead\",\"year\":2021}\n");
        run("parquet", ", mode = replace-partitions");
        assertThat(rows())
                .containsExactly(
                        "{\"id\":10000000001,\"total\":2.5,\"note\":\"first, of all\",\"year\":2020}",
                        "{\"id\":3,\"total\":4.5,\"note\":\"instead\",\"year\":2021}");
    }

    @Test
    void namesPartitionsThatTheCatalogDoesNotKnow() {
        run("parquet", "");
        shell.write("raw/b.json", "{\"id\":3,\"total\":4.5,\"note\":\"late\",\"year\":2022}\n");
        var job = shell.write(
                "job.conf", JOB.formatted("parquet", "").replace("update-catalog = true", "update-catalog = false"));

        var said = shell.mastic("run", job.toString(), "--run-id", "r2").succeeded();

        var note = "note on t: 1 partition is not in table shop.orders (first: [2022]): set update-catalog = true";
        assertThat(said.out()).contains(note);
        assertThat(shell.mastic("runs", "show", "r2").succeeded().out()).contains(note);
        var report = shell.mastic("runs", "show", "r2", "--output", "json").succeeded();
        assertThat(report.document().at("/sinks/0/notes/0").asText()).startsWith("1 partition is not in table");
        assertThat(rows()).hasSize(2);
    }

    @Test
    void refusesSettingsOfIceberg() {
        var job = shell.write("job.conf", JOB.formatted("iceberg", "")).toString();
        var checked = shell.mastic("check", job);
        assertThat(checked.exitCode()).isEqualTo(2);
        assertThat(checked.out())
                .as(checked::toString)
                .contains("job.conf:6: unknown setting 'path'", "job.conf:7: unknown setting 'update-catalog'");
    }

    @Test
    void theReportNamesTheTablesThatWereWrittenAndRead() {
        run("json", "");
        var wrote = report("orders");
        assertThat(texts(wrote.path("sinks"), "table")).containsExactly("shop.orders");
        assertThat(wrote.path("sources").get(0).has("table")).isFalse();

        var job = shell.write("copy.conf", """
                job {
                  name = copy
                  sources { orders { table = "shop.orders" } }
                  sinks { out { in = orders, path = "out", format = json } }
                }
                """).toString();
        shell.mastic("run", job).succeeded();
        var read = report("copy");
        assertThat(texts(read.path("sources"), "table")).containsExactly("shop.orders");
        assertThat(read.path("sinks").get(0).has("table")).isFalse();
    }

    private JsonNode report(String job) {
        var runs = shell.mastic("runs", "list", "--output", "json").succeeded().document();
        for (var run : runs.path("runs")) {
            if (run.path("job").asText().equals(job)) {
                return run;
            }
        }
        throw new AssertionError("no run of " + job + " in " + runs);
    }

    private void run(String format, String more) {
        var job = shell.write("job.conf", JOB.formatted(format, more)).toString();
        shell.mastic("check", job).succeeded();
        shell.mastic("run", job).succeeded();
    }

    private JsonNode table() {
        return shell.mastic("catalog", "show", "shop.orders", "--output", "json")
                .succeeded()
                .document();
    }

    private List<String> rows() {
        return shell.mastic("cat", "shop.orders").succeeded().lines().stream()
                .sorted()
                .toList();
    }

    private static List<String> texts(JsonNode array, String name) {
        var texts = new ArrayList<String>();
        array.forEach(node -> texts.add(node.path(name).asText()));
        return texts;
    }
}
