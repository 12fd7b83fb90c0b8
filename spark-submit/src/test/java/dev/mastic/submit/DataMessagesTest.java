// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.SessionParts;
import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.bookmark.LeaseHolder;
import dev.mastic.core.plugin.Registry;
import dev.mastic.testkit.SparkExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the command line says of data, targets and states that are wrong, and that it leaves nothing half made. */
@Timeout(120)
class DataMessagesTest {
    private static final String GOOD = "{\"id\":1,\"name\":\"Ada\"}\n{\"id\":2,\"name\":\"Grace\"}\n";
    private static final String BROKEN = GOOD + "{\"id\":3,\"name\":\n{\"id\":4,\"name\":\"Edsger\"}\n";
    private static final String JOB = """
            job {
              name = people
              sources { people { path = "in", format = json } }
              sinks { files { in = people, path = "out/files", format = json } }
            }
            """;
    private static final String WITH_FAULTS = JOB.replace("  sinks", "  faults { path = \"out/rejects\" }\n  sinks");
    private static final String ICEBERG =
            JOB.replace("path = \"out/files\", format = json", "table = \"lake.people\", format = iceberg");

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeAll
    static void startSpark() {
        SparkExtension.session();
    }

    @BeforeEach
    void open() {
        shell = new Shell(folder);
    }

    private Shell.Ended run(String job, String... more) {
        var arguments = new java.util.ArrayList<>(
                java.util.List.of("run", shell.write("job.conf", job).toString()));
        arguments.addAll(java.util.List.of(more));
        return shell.mastic(arguments.toArray(String[]::new));
    }

    private String text(String folderName) throws IOException {
        var text = new StringBuilder();
        for (var file : shell.dataFiles(folderName)) {
            text.append(Files.readString(shell.file(folderName).resolve(file)));
        }
        return text.toString();
    }

    @Test
    void writesGoodRowsAndKeepsTheBrokenLine() throws IOException {
        shell.write("in/people.json", BROKEN);
        run(WITH_FAULTS).succeeded();
        assertThat(text("out/files").lines()).hasSize(3);
        assertThat(text("out/rejects"))
                .contains("people.json", "\"offset\":47", "\"line\":3", "\"reason\":", "\"raw\":");
        assertThat(run(WITH_FAULTS, "--fail-on-empty").exitCode()).isEqualTo(4);
    }

    @Test
    void stopsAtABrokenLineAndReadsItOnceItIsMended() throws IOException {
        shell.write("in/people.json", BROKEN);
        run(JOB).failed(1, shell.file("in/people.json") + ":3", "byte 47", "faults {");
        assertThat(shell.dataFiles("out")).isEmpty();
        assertThat(shell.files("out")).isEmpty();
        shell.mastic("bookmark", "list").succeeded();
        var failed = run(JOB, "--output", "json");
        assertThat(failed.document().path("exitCode").asInt()).isEqualTo(1);
        shell.write("in/people.json", BROKEN.replace("\"name\":\n", "\"name\":\"Barbara\"}\n"));
        run(JOB).succeeded();
        assertThat(text("out/files").lines()).hasSize(4);
        shell.mastic("runs", "list").succeeded();
    }

    @Test
    void refusesAFileOfGarbage() {
        shell.write("in/people.json", "no json at all\nnor here\n");
        run(JOB).failed(1, "people.json");
        run(JOB.replace(", format = json } }", " } }")).failed(2, "people.json", "format");
        shell.mastic("cat", shell.file("in").toString()).failed(2, "people.json", "format");
        shell.mastic("cat", shell.file("in").toString(), "--format", "json").failed(1);
        var crawled = shell.mastic("crawl", shell.file("in").toString());
        shell.mastic("crawl", shell.file("in").toString(), "--output", "json").document();
        assertThat(crawled.err()).contains("people.json");
        assertThat(shell.files("out")).isEmpty();
        shell.write("in/other.json", GOOD);
        run(WITH_FAULTS).succeeded();
        shell.mastic("cat", shell.file("out/rejects").toString());
    }

    @Test
    void refusesParquetThatCannotBeRead() throws IOException {
        shell.write("in/people.json", GOOD);
        run(JOB.replace("out/files\", format = json", "out/good\"")).succeeded();
        var good = Files.readAllBytes(
                shell.file("out/good").resolve(shell.dataFiles("out/good").get(0)));
        shell.write("garbage/part.parquet", ("PAR1" + "garbage ".repeat(40) + "PAR1").getBytes(StandardCharsets.UTF_8));
        shell.write("truncated/part.parquet", Arrays.copyOf(good, good.length / 2));
        shell.write("mixed/a.parquet", good);
        shell.write("mixed/b.parquet", Arrays.copyOf(good, good.length / 2));
        var bad = good.clone();
        Arrays.fill(bad, 8, 40, (byte) 7);
        shell.write("damaged/part.parquet", bad);
        for (var kind : new String[] {"garbage", "truncated", "mixed", "damaged"}) {
            var place = shell.file(kind).toString();
            shell.mastic("cat", place);
            shell.mastic("cat", place, "--format", "parquet");
            shell.mastic(
                    "cat",
                    place,
                    "--output",
                    "json",
                    "--faults",
                    shell.file(kind + ".ndjson").toString());
            shell.mastic("crawl", place);
            var job = JOB.replace("\"in\", format = json", "\"" + kind + "\"")
                    .replace("name = people\n", "name = " + kind + "\n");
            run(job);
            run(job.replace("  sinks", "  faults { path = \"out/rejects\" }\n  sinks"));
        }
    }

    @Test
    void refusesABrokenGzip() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 5000; i++)
                gzip.write(("{\"id\":" + i * 7919 + ",\"name\":\"" + Math.sin(i) + "\"}\n")
                        .getBytes(StandardCharsets.UTF_8));
        }
        shell.write("in/people.json.gz", Arrays.copyOf(packed.toByteArray(), packed.size() / 2));
        shell.write("no/people.json.gz", "this is no gzip");
        for (var kind : new String[] {"in", "no"}) {
            var place = shell.file(kind).toString();
            shell.mastic("cat", place, "--limit", "2");
            shell.mastic("cat", place, "--format", "json", "--limit", "2");
            shell.mastic("crawl", place);
            var job = JOB.replace("\"in\"", "\"" + kind + "\"");
            run(job);
            run(job.replace("  sinks", "  faults { path = \"out/rejects\" }\n  sinks"));
        }
        shell.mastic("cat", shell.file("out/rejects").toString());
    }

    @Test
    void refusesToGoOnWithoutTheStateOfAFileSink() throws IOException {
        shell.write("in/people.json", GOOD);
        run(JOB).succeeded();
        var before = shell.files("out").toList();
        Shell.raw(
                        "run",
                        shell.file("job.conf").toString(),
                        "--db",
                        shell.file("other.db").toString())
                .failed(2, "people", "files", "--db");
        assertThat(shell.files("out")).containsExactlyElementsOf(before);
    }

    @Test
    void refusesToGoOnWithoutTheStateOfAnIcebergSink() throws IOException {
        shell.write("in/people.json", GOOD);
        run(ICEBERG).succeeded();
        var before = shell.files("warehouse").toList();
        // the catalog stays, the bookmarks and the journal are lost
        Shell.raw(
                "run",
                shell.file("job.conf").toString(),
                "--db",
                shell.file("other.db").toString(),
                "--warehouse",
                shell.file("warehouse").toString());
        assertThat(shell.files("warehouse")).containsExactlyElementsOf(before);
    }

    @Test
    void stopsAboveTheShareOfFaults() {
        shell.write("in/people.json", BROKEN);
        run(WITH_FAULTS.replace("rejects\"", "rejects\", max = \"10%\""))
                .failed(1, "25", "10", "faults.max", "people.json:3");
        assertThat(shell.files("out")).isEmpty();
    }

    @Test
    void doesARunOnce() {
        shell.write("in/people.json", GOOD);
        run(JOB, "--run-id", "monday").succeeded();
        var before = shell.files("out").toList();
        shell.write("in/more.json", GOOD);
        var again = run(JOB, "--run-id", "monday", "--output", "json").succeeded();
        assertThat(again.document().path("status").asText()).isEqualTo("already-done");
        run(JOB, "--run-id", "monday").succeeded();
        assertThat(shell.files("out")).containsExactlyElementsOf(before);
        run(JOB, "--run-id", "tue/sday \u001b[31m").succeeded();
    }

    @Test
    void exitsWithFourWhenNothingIsNew() {
        shell.write("in/people.json", GOOD);
        run(JOB).succeeded();
        run(JOB).succeeded();
        var ended = run(JOB, "--fail-on-empty", "--output", "json");
        assertThat(ended.exitCode()).isEqualTo(4);
        ended.document();
    }

    @Test
    void namesTheRunThatHoldsTheLock() {
        shell.write("in/people.json", GOOD);
        run(JOB).succeeded();
        var before = shell.files("out").toList();
        shell.write("in/more.json", GOOD);
        var settings = Map.of(
                "db",
                shell.file("state.db").toString(),
                "warehouse",
                shell.file("warehouse").toString());
        try (var parts = new SessionParts(Registry.fromClasspath(), settings, new Configuration())) {
            var store = parts.the(BookmarkStore.class);
            var lease = store.acquire("people", "other-run", LeaseHolder.here().toString(), Duration.ofMinutes(1));
            run(JOB).failed(5, "people", "other-run");
            store.release(lease);
        }
        assertThat(shell.files("out")).containsExactlyElementsOf(before);
        run(JOB).succeeded();
    }

    @Test
    void refusesAFileAsATarget() {
        shell.write("in/people.json", GOOD);
        shell.write("out/files", "mine");
        run(JOB).failed(2, shell.file("out/files").toString(), "file");
        shell.mastic("check", shell.file("job.conf").toString());
        run(JOB.replace("out/files", "out/files/deeper"));
        assertThat(shell.file("out/files")).hasContent("mine");
    }

    @Test
    void refusesAnIcebergTableOfOtherColumns() {
        shell.write("in/people.json", GOOD);
        run(ICEBERG).succeeded();
        var before = shell.files("warehouse").toList();
        shell.write("in/others.json", "{\"id\":\"text\",\"age\":3}\n");
        run(ICEBERG);
        shell.write("other/x.json", "{\"key\":{\"a\":1}}\n");
        run(ICEBERG.replace("\"in\"", "\"other\"").replace("name = people\n", "name = other\n"));
        shell.mastic("check", shell.file("job.conf").toString());
        assertThat(shell.files("warehouse")).containsExactlyElementsOf(before);
    }

    @Test
    void hintsAtDropNullFields() {
        shell.write("in/people.json", "{\"id\":1,\"nick\":null}\n");
        run(JOB.replace("out/files\", format = json", "out/files\"")).failed(2, "nick", "drop-null-fields");
        shell.mastic("check", shell.file("job.conf").toString());
        assertThat(shell.files("out")).isEmpty();
        run(ICEBERG);
    }

    @Test
    void doesNotPassControlCharactersToTheTerminal() {
        shell.write(
                "in/p\u001b[31m.json",
                "{\"id\\u001b[2J\":\"a\\u001b[31mb\\u009b31mc\",\"s\":[\"x\\u001b]0;t\\u0007\"]}\nbroken \u001b[31m\n");
        var place = shell.file("in").toString();
        var cat = shell.mastic("cat", place, "--format", "json");
        var crawl = shell.mastic("crawl", place);
        var show = shell.mastic("catalog", "show", "default.in");
        var list = shell.mastic("catalog", "list");
        var ran = run(JOB);
        for (var ended : java.util.List.of(cat, crawl, show, list, ran)) {
            assertThat(ended.out() + ended.err()).doesNotContainPattern("[\\p{Cntrl}\\x80-\\x9f&&[^\\n\\t]]");
        }
        assertThat(shell.mastic("cat", place, "--format", "json", "--output", "json")
                        .out())
                .contains("\\u001b[31m");
    }

    @Test
    void showsPartitionColumnsAndNoRowsAtAll() throws IOException {
        shell.write("in/people.json", GOOD);
        run(JOB.replace("format = json } }", "format = json } }")
                        .replace("out/files\"", "out/files\", partition-by = [name]"))
                .succeeded();
        var out = shell.file("out/files").toString();
        assertThat(shell.mastic("cat", out, "--output", "json").succeeded().lines())
                .contains("{\"id\":1,\"name\":\"Ada\"}");
        shell.mastic("cat", out, "--limit", "0").succeeded();
        assertThat(shell.mastic("cat", out, "--limit", "0", "--output", "json")
                        .succeeded()
                        .out())
                .isEmpty();
        shell.mastic("cat", out, "--limit", "1", "--output", "csv").succeeded();
        shell.mastic("cat", shell.file("in").toString(), "--faults", "/nowhere/x")
                .failed(1);
    }

    @Test
    void showsEvidenceThatEndsWithTheValue() {
        shell.write(
                "in/people.json",
                "{\"id\":1,\"terms\":[117,118],\"where\":{\"a\":1},\"after\":2}\n{\"id\":2,\"terms\":[]}\n");
        var document = shell.mastic("crawl", shell.file("in").toString(), "--output", "json")
                .succeeded()
                .document();
        assertThat(document.toString()).doesNotContain("]}", "after\\\"");
    }
}
