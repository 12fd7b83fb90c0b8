// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mastic.submit.Shell;
import dev.mastic.testkit.Distribution;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Triggers that start jobs, as processes. */
class TriggerIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private JsonNode started(int code, String... words) throws Exception {
        var all = new String[words.length + 6];
        System.arraycopy(words, 0, all, 0, words.length);
        System.arraycopy(
                new String[] {
                    "--log",
                    folder.resolve("log").toString(),
                    "--db",
                    folder.resolve("state.db").toString(),
                    "--output",
                    "json"
                },
                0,
                all,
                words.length,
                6);
        var ended = Distribution.ofThisBuild().mastic(all);
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(code);
        assertThat(ended.err().lines()).as(ended.err()).hasSize(code);
        return JSON.readTree(ended.out()).path("runs");
    }

    @Test
    void oneJobByHandAndAnotherAfterIt() throws Exception {
        var shell = new Shell(folder);
        shell.write("in/1.json", "{\"id\":1}\n");
        var job =
                "job { name = %s, sources { s { path = \"%s\" } }, sinks { files { in = s, path = \"%s\", format = json } } }";
        shell.write("orders.conf", job.formatted("orders", "in", "orders"));
        shell.write("report.conf", job.formatted("report", "orders", "report"));
        shell.mastic(
                        "trigger",
                        "create",
                        "hand",
                        "--job",
                        shell.file("orders.conf").toString())
                .succeeded();
        shell.mastic(
                        "trigger",
                        "create",
                        "then",
                        "--job",
                        shell.file("report.conf").toString(),
                        "--after",
                        "orders=SUCCEEDED",
                        "--start-on-creation")
                .succeeded();

        assertThat(started(0, "trigger", "tick")).isEmpty();
        var orders = started(0, "trigger", "start", "hand");
        assertThat(orders).hasSize(1);
        assertThat(orders.get(0).path("exitCode").asInt()).isZero();
        assertThat(Files.readString(Path.of(orders.get(0).path("log").asText())))
                .contains("orders: succeeded");
        var report = started(0, "trigger", "tick");
        assertThat(report).hasSize(1);
        assertThat(report.get(0).path("job").asText()).isEqualTo("report");
        assertThat(started(0, "trigger", "tick")).isEmpty();
        assertThat(shell.dataFiles("report")).hasSize(1);
        assertThat(shell.mastic("runs", "list", "--output", "json").document().path("runs"))
                .extracting(run -> run.path("runId").asText())
                .containsExactly(
                        report.get(0).path("runId").asText(),
                        orders.get(0).path("runId").asText());

        shell.write("orders.conf", "job {");
        var failed = started(1, "trigger", "start", "hand");
        assertThat(failed.get(0).path("exitCode").asInt()).isEqualTo(2);
        var shown = shell.mastic("trigger", "show", "hand", "--output", "json").document();
        assertThat(shown.path("Runs")).hasSize(2).allMatch(run -> run.path("started")
                .asBoolean());
    }
}
