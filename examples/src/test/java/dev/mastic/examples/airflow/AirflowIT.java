// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.examples.airflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mastic.testkit.Distribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The DAG of the examples, executed by a real Airflow; see docs/operations.md. */
@Tag("clients")
class AirflowIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DAG = "crawl_job_quality";
    private static final String DAY = "2026-01-31T00:00:00+00:00";
    private static final Pattern FINISHED = Pattern.compile("DagRun Finished: .*? run_id=([^,]+),");

    @TempDir
    private static Path home;

    private static Airflow airflow;

    @TempDir
    private Path project;

    private final Map<String, String> environment = new HashMap<>();
    private String runId;

    @BeforeAll
    static void migrate() throws Exception {
        airflow = Airflow.in(home);
    }

    @BeforeEach
    void open() throws IOException {
        var examples = Distribution.ofThisBuild().home().resolve("examples/airflow");
        for (var file : new String[] {"orders.conf", "orders.dqdl"}) {
            Files.copy(examples.resolve(file), project.resolve(file));
        }
        environment.put("MASTIC_PROJECT", project.toString());
        Files.createDirectories(project.resolve("in/orders"));
        orders("1.json", "{\"id\":1,\"amount\":5}\n{\"id\":2,\"amount\":6}\n");
    }

    private void orders(String file, String rows) throws IOException {
        Files.writeString(project.resolve("in/orders").resolve(file), rows);
    }

    /** Executes a new run of the DAG, and says in which states its tasks are then. */
    private Map<String, String> test(int exitCode, String day) throws Exception {
        var said = airflow.run(environment, "airflow", "dags", "test", DAG, day);
        assertThat(said.exitCode()).as(said.text()).isEqualTo(exitCode);
        var finished = FINISHED.matcher(said.text());
        assertThat(finished.find()).as(said.text()).isTrue();
        runId = finished.group(1);
        return states();
    }

    private Map<String, String> states() throws Exception {
        var said = airflow.must("airflow", "tasks", "states-for-dag-run", DAG, runId, "-o", "json");
        var states = new TreeMap<String, String>();
        JSON.readTree(said.substring(said.indexOf("[{")))
                .forEach(task -> states.put(
                        task.path("task_id").asText(), task.path("state").asText()));
        return states;
    }

    private static Map<String, String> states(String crawl, String job, String quality) {
        return Map.of("crawl", crawl, "job", job, "quality", quality);
    }

    private JsonNode mastic(String... words) throws Exception {
        var all = new String[words.length + 4];
        System.arraycopy(words, 0, all, 0, words.length);
        all[words.length] = "--db";
        all[words.length + 1] = project.resolve("mastic.db").toString();
        all[words.length + 2] = "--output";
        all[words.length + 3] = "json";
        var ended = Distribution.ofThisBuild().mastic(all);
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        return JSON.readTree(ended.out());
    }

    private long rows() throws Exception {
        var ended = Distribution.ofThisBuild()
                .mastic(
                        "cat",
                        project.resolve("out/orders").toString(),
                        "--db",
                        project.resolve("mastic.db").toString());
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        return ended.out().lines().count();
    }

    private JsonNode runs() throws Exception {
        return mastic("runs", "list").path("runs");
    }

    /** In the place of {@code mastic}: its first {@code run} is this script, which knows the real one as $real. */
    private void firstRun(String script) throws IOException {
        var program = Files.writeString(project.resolve("first-run.sh"), """
            #!/bin/sh
            real=%s
            if [ "$1" = run ] && mkdir %s 2>/dev/null; then
            %s
            fi
            exec $real "$@"
            """.formatted(
                        Distribution.ofThisBuild().launcher(), project.resolve("begun"), script));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        environment.put("MASTIC", program.toString());
    }

    @Test
    void succeedsAndSkipsWhereNothingIsNewAndDoesAgainWhatIsCleared() throws Exception {
        assertThat(test(0, DAY)).isEqualTo(states("success", "success", "success"));
        assertThat(rows()).isEqualTo(2);
        var first = runId;

        assertThat(test(0, "2026-02-01T00:00:00+00:00")).isEqualTo(states("success", "skipped", "skipped"));

        runId = first;
        var said = airflow.run(environment, "python", Airflow.script("clear_and_run.py"), DAY);
        assertThat(said.exitCode()).as(said.text()).isZero();
        assertThat(states()).isEqualTo(states("success", "success", "success"));
        assertThat(rows()).isEqualTo(2);
        assertThat(runs().get(0).path("runId").asText()).startsWith(first + "-again-");
        assertThat(runs().get(0).path("status").asText()).isEqualTo("succeeded");
        assertThat(runs().get(1).path("status").asText()).isEqualTo("already-done");
    }

    @Test
    void aJobThatFailsIsTriedAgainAndThenHoldsUpWhatFollows() throws Exception {
        orders("2.json", "{\"id\":\n");

        assertThat(test(1, DAY)).isEqualTo(states("success", "failed", "upstream_failed"));

        assertThat(runs()).hasSize(2).allMatch(run -> run.path("runId").asText().equals(runId));
    }

    @Test
    void rowsThatBreakARuleFailTheQuality() throws Exception {
        orders("2.json", "{\"id\":3,\"amount\":-7}\n");

        assertThat(test(1, DAY)).isEqualTo(states("success", "success", "failed"));
        assertThat(rows()).isEqualTo(3);
    }

    @Test
    void aRetryAttachesToTheRunThatTheFirstTryHasLeftAlive() throws Exception {
        firstRun("setsid $real \"$@\" > /dev/null 2>&1 &\nsleep 3\nexit 1");

        assertThat(test(0, DAY)).isEqualTo(states("success", "success", "success"));

        assertThat(rows()).isEqualTo(2);
        assertThat(runs())
                .allMatch(run -> run.path("runId").asText().equals(runId))
                .extracting(run -> run.path("status").asText())
                .containsExactlyInAnyOrder("already-done", "succeeded");
    }

    @Test
    void aRetryEndsTheRunThatDiedInItsCommit() throws Exception {
        firstRun("MASTIC_FAILPOINT=engine.after-sink-commit $real \"$@\"\nexit $?");

        assertThat(test(0, DAY)).isEqualTo(states("success", "success", "success"));

        assertThat(rows()).isEqualTo(2);
        assertThat(mastic("runs", "show", runId).path("status").asText()).isIn("succeeded", "already-done");
    }
}
