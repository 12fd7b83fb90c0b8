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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
        return shell.mastic(
                Stream.concat(Stream.of("run", shell.write("job.conf", job).toString()), Stream.of(more))
                        .toArray(String[]::new));
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
                .contains("people.json", "\"offset\":46", "\"line\":3", "\"reason\":", "\"raw\":");
        assertThat(run(WITH_FAULTS, "--fail-on-empty").exitCode()).isEqualTo(4);
    }

    @Test
    void stopsAtABrokenLineAndReadsItOnceItIsMended() throws IOException {
        shell.write("in/people.json", BROKEN);
        run(JOB).failed(1, shell.file("in/people.json") + ":3", "byte 46", "faults {");
        assertThat(shell.dataFiles("out")).isEmpty();
        assertThat(shell.files("out")).isEmpty();
        assertThat(shell.mastic("bookmark", "list", "--output", "csv")
                        .succeeded()
                        .lines())
                .hasSize(1);
        var failed = run(JOB, "--output", "json");
        assertThat(failed.document().path("exitCode").asInt()).isEqualTo(1);
        shell.write("in/people.json", BROKEN.replace("\"name\":\n", "\"name\":\"Barbara\"}\n"));
        run(JOB).succeeded();
        assertThat(text("out/files").lines()).hasSize(4);
    }

    @Test
    void refusesAFileOfGarbage() {
        shell.write("in/people.json", "no json at all\nnor here\n");
        var in = shell.file("in").toString();
        run(JOB).failed(1, "people.json", "job.conf:3", "no columns");
        run(WITH_FAULTS).failed(1, "people.json", "no columns");
        run(JOB.replace(", format = json } }", " } }"))
                .failed(1, "people.json", "no format", "avro, csv, grok, ion, json, orc, parquet, xml");
        shell.mastic("cat", in).failed(1, "people.json", "no format", "avro, csv, grok, ion, json, orc, parquet, xml");
        var cat = shell.mastic(
                "cat", in, "--format", "json", "--faults", shell.file("faults").toString());
        assertThat(cat.exitCode()).isEqualTo(1);
        assertThat(shell.file("faults")).content().contains("\"line\":1", "\"line\":2", "no json at all");
        var crawled = shell.mastic("crawl", in).succeeded();
        assertThat(crawled.err()).contains("skipped " + shell.file("in/people.json"), "no format");
        assertThat(shell.mastic("crawl", in, "--output", "json").document().at("/skipped"))
                .hasSize(1);
        assertThat(shell.files("out")).isEmpty();
    }

    @Test
    void readsGoodFilesBesideOneOfGarbage() throws IOException {
        shell.write("in/people.json", GOOD);
        run(WITH_FAULTS).succeeded();
        shell.write("in/zzz.json", "no json at all\nnor here\n");
        run(WITH_FAULTS).succeeded();
        assertThat(text("out/rejects")).contains("zzz.json", "no json at all", "nor here");
        assertThat(text("out/files").lines()).hasSize(2);
    }

    private byte[] parquet() throws IOException {
        shell.write("good/people.json", GOOD);
        run(JOB.replace("\"in\"", "\"good\"").replace("out/files\", format = json", "parquet\""))
                .succeeded();
        return Files.readAllBytes(
                shell.file("parquet").resolve(shell.dataFiles("parquet").get(0)));
    }

    private static String reading(String folder, String job) {
        return job.replace("\"in\", format = json", "\"" + folder + "\"")
                .replace("name = people\n", "name = from-" + folder + "\n");
    }

    @Test
    void refusesParquetThatCannotBeRead() throws IOException {
        var good = parquet();
        shell.write("garbage/part.parquet", "PAR1" + "garbage ".repeat(40) + "PAR1");
        shell.write("truncated/part.parquet", Arrays.copyOf(good, good.length / 2));
        for (var kind : List.of("garbage", "truncated")) {
            var place = shell.file(kind).toString();
            shell.mastic("cat", place).failed(1, kind + "/part.parquet", "no Parquet footer");
            assertThat(shell.mastic("crawl", place).succeeded().err())
                    .contains("skipped " + place + "/part.parquet", "no Parquet footer");
            run(reading(kind, JOB)).failed(1, kind + "/part.parquet", "no Parquet footer", "job.conf:3");
        }
        assertThat(shell.files("out")).isEmpty();
    }

    @Test
    void readsGoodParquetBesideOneThatIsCutOff() throws IOException {
        var good = parquet();
        shell.write("mixed/a.parquet", good);
        shell.write("mixed/b.parquet", Arrays.copyOf(good, good.length / 2));
        var cat = shell.mastic("cat", shell.file("mixed").toString());
        assertThat(cat.exitCode()).isEqualTo(1);
        assertThat(cat.lines()).hasSize(2);
        assertThat(cat.err()).contains("mixed/b.parquet", "1 whole file refused");
        run(reading("mixed", JOB)).failed(1, "mixed/b.parquet", "faults {");
        assertThat(shell.files("out")).isEmpty();
        run(reading("mixed", WITH_FAULTS)).succeeded();
        assertThat(text("out/files").lines()).hasSize(2);
        assertThat(text("out/rejects")).contains("mixed/b.parquet");
    }

    @Test
    void refusesABrokenGzip() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 5000; i++) {
                gzip.write(("{\"id\":" + i * 7919 + ",\"name\":\"" + Math.sin(i) + "\"}\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
        shell.write("in/people.json.gz", Arrays.copyOf(packed.toByteArray(), packed.size() / 2));
        run(JOB).failed(1, "people.json.gz:", "cannot be unpacked from here on");
        assertThat(shell.files("out")).isEmpty();
        run(WITH_FAULTS).succeeded();
        assertThat(text("out/files").lines()).hasSizeGreaterThan(1000);
        assertThat(text("out/rejects")).contains("people.json.gz", "cannot be unpacked");
    }

    @Test
    void refusesAFileThatOnlyBeginsAsGzip() {
        var bytes = new byte[] {0x1F, (byte) 0x8B, 8, (byte) 0xE0, 'n', 'o', 'n', 'e'};
        var file = shell.write("in/people.json.gz", bytes).toString();
        run(JOB.replace(", format = json } }", " } }")).failed(1, file);
        shell.mastic("cat", file).failed(1, file);
        assertThat(shell.mastic("cat", file, "--format", "json").exitCode()).isEqualTo(1);
        assertThat(shell.mastic("crawl", file).succeeded().err()).contains(file);
        assertThat(shell.files("out")).isEmpty();
    }

    @Test
    void refusesToGoOnWithoutTheStateOfAFileSink() throws IOException {
        refusesToGoOnWithoutTheState(JOB, "out");
    }

    @Test
    void refusesToGoOnWithoutTheStateOfAnIcebergSink() throws IOException {
        refusesToGoOnWithoutTheState(ICEBERG, "warehouse");
    }

    private void refusesToGoOnWithoutTheState(String job, String written) throws IOException {
        shell.write("in/people.json", GOOD);
        run(job).succeeded();
        var before = shell.files(written).toList();
        Shell.raw(
                        "run",
                        shell.file("job.conf").toString(),
                        "--db",
                        shell.file("other.db").toString())
                .failed(2, "people", "files", "--db");
        assertThat(shell.files(written)).containsExactlyElementsOf(before);
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
    }

    @Test
    void exitsWithFourWhenNothingIsNew() {
        shell.write("in/people.json", GOOD);
        run(JOB).succeeded();
        run(JOB).succeeded();
        var ended = run(JOB, "--fail-on-empty", "--output", "json");
        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.document().path("exitCode").asInt()).isEqualTo(4);
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
        run(JOB).failed(2, shell.file("out/files").toString(), "it is a file", "job.conf:4");
        assertThat(shell.mastic("check", shell.file("job.conf").toString()).lines())
                .anyMatch(l -> l.contains("is a file"));
        run(JOB.replace("out/files", "out/files/deeper")).failed(2, shell.file("out/files") + " is a file");
        assertThat(shell.file("out/files")).hasContent("mine");
    }

    @Test
    void refusesAnIcebergTableOfOtherColumns() {
        shell.write("in/people.json", GOOD);
        run(ICEBERG).succeeded();
        var before = shell.files("warehouse").toList();
        shell.write("in/others.json", "{\"id\":\"text\",\"age\":3}\n");
        run(ICEBERG).failed(2, "lake.people", "'age'", "job.conf:4", "drop-fields");
        shell.write("other/x.json", "{\"key\":{\"a\":1}}\n");
        run(ICEBERG.replace("\"in\"", "\"other\"").replace("name = people\n", "name = other\n"))
                .failed(2, "lake.people", "'key'");
        assertThat(shell.mastic("check", shell.file("job.conf").toString()).lines())
                .anyMatch(l -> l.contains("'key'"));
        assertThat(shell.files("warehouse")).containsExactlyElementsOf(before);
    }

    @Test
    void hintsAtDropNullFields() {
        shell.write("in/people.json", "{\"id\":1,\"nick\":null}\n");
        run(JOB.replace("out/files\", format = json", "out/files\"")).failed(2, "nick", "drop-null-fields");
        assertThat(shell.mastic("check", shell.file("job.conf").toString()).lines())
                .anyMatch(l -> l.contains("nick"));
        run(ICEBERG).failed(2, "nick", "drop-null-fields");
        assertThat(shell.files("out")).isEmpty();
        assertThat(shell.files("warehouse")).isEmpty();
    }

    @Test
    void doesNotPassControlCharactersToTheTerminal() {
        shell.write(
                "in/p\u001b[31m.json",
                "{\"id\\u001b[2J\":\"a\\u001b[31mb\\u009b31mc\",\"s\":[\"x\\u001b]0;t\\u0007\"]}\nbroken \u001b[31m\n");
        var place = shell.file("in").toString();
        var cat = shell.mastic("cat", place, "--format", "json", "--output", "table");
        var rows = shell.mastic("cat", place, "--format", "json");
        var crawl = shell.mastic("crawl", place);
        var show = shell.mastic("catalog", "show", "default.in");
        var list = shell.mastic("catalog", "list");
        var ran = run(JOB);
        for (var ended : List.of(cat, rows, crawl, show, list, ran)) {
            assertThat(ended.out() + ended.err()).doesNotContainPattern("[\\p{Cntrl}\\x80-\\x9f&&[^\\n\\t]]");
        }
        assertThat(rows.document().elements().next().asText()).isEqualTo("a\u001b[31mb\u009b31mc");
    }

    @Test
    void showsPartitionColumnsAndNoRowsAtAll() throws IOException {
        shell.write("in/people.json", GOOD);
        run(JOB.replace("out/files\"", "out/files\", partition-by = [name]")).succeeded();
        var out = shell.file("out/files").toString();
        assertThat(shell.mastic("cat", out, "--output", "json").succeeded().lines())
                .contains("{\"id\":1,\"name\":\"Ada\"}");
        assertThat(shell.mastic("cat", out, "--limit", "0", "--output", "json")
                        .succeeded()
                        .out())
                .isEmpty();
        assertThat(shell.mastic("cat", out, "--limit", "0", "--output", "csv")
                        .succeeded()
                        .lines())
                .containsExactly("id,name");
        shell.mastic("cat", shell.file("in").toString(), "--faults", "/nowhere/x")
                .failed(2, "/nowhere/x");
    }

    @Test
    void showsEvidenceThatEndsWithTheValue() {
        shell.write(
                "in/people.json",
                "{\"id\":1,\"terms\":[117,118],\"where\":{\"a\":1},\"after\":2}\n{\"id\":2,\"terms\":[]}\n");
        var document = shell.mastic("crawl", shell.file("in").toString(), "--output", "json")
                .succeeded()
                .document();
        assertThat(document.at("/tables/0/columns").findValuesAsText("evidence"))
                .containsExactly(
                        "int 2 (people.json:1 1)",
                        "array 2 (people.json:1 [117,118])",
                        "struct 1 (people.json:1 {\"a\":1})",
                        "int 1 (people.json:1 2)");
    }
}
