// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.mastic.submit.Shell;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Retries and notifications of {@code mastic run}. */
class RunCareTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> posts = new ArrayList<>();
    private HttpServer server;
    private Shell shell;

    @TempDir
    private Path folder;

    @BeforeEach
    void open() throws IOException {
        shell = new Shell(folder);
        shell.write("in/1.json", "{\"id\":1}\n");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", call -> {
            posts.add(JSON.readTree(call.getRequestBody()));
            mend();
            call.sendResponseHeaders(200, -1);
            call.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void job(String more) {
        shell.write("job.conf", """
            job {
              name = orders
              sources { orders { path = "in" } }
              sinks { files { in = orders, path = "out", format = json } }
              %s
            }
            """.formatted(more));
    }

    private Shell.Ended run(String... more) {
        var words = Stream.concat(Stream.of("run", shell.file("job.conf").toString()), Stream.of(more));
        return shell.mastic(words.toArray(String[]::new));
    }

    /** While this file is there, a row is refused, and with it the run. */
    private void block() {
        shell.write("in/2.json", "{\"id\":\n");
    }

    private void mend() throws IOException {
        Files.deleteIfExists(shell.file("in/2.json"));
    }

    private String webhook() {
        return "webhook { url = \"http://127.0.0.1:" + server.getAddress().getPort() + "\" }";
    }

    @Test
    void triesAFailedRunAgainUnderItsIdAndTellsOfEachAttempt() {
        block();
        job("retry { max-attempts = 2 }, notifications { on = [retrying, succeeded, failed], " + webhook() + " }");

        var done = run("--run-id", "today", "--output", "json").succeeded();

        assertThat(done.err()).contains("attempt 1 failed, the next begins in 1.0 s (2 left): ");
        assertThat(done.document().path("status").asText()).isEqualTo("succeeded");
        var attempt = done.document().path("attempts");
        assertThat(attempt).hasSize(1);
        assertThat(attempt.get(0).path("exitCode").asInt()).isEqualTo(1);
        assertThat(done.document().path("notifications")).hasSize(2);
        assertThat(posts).extracting(post -> post.path("event").asText()).containsExactly("retrying", "succeeded");
        assertThat(posts).allMatch(post -> post.path("runId").asText().equals("today"));
        assertThat(posts.get(1).path("sinks").get(0).path("rows").asInt()).isEqualTo(1);
        assertThat(shell.dataFiles("out")).hasSize(1);

        var history =
                shell.mastic("runs", "list", "--output", "json").document().path("runs");
        assertThat(history).extracting(told -> told.path("runId").asText()).containsExactly("today", "today");
        assertThat(history).extracting(told -> told.path("status").asText()).containsExactly("succeeded", "failed");
        assertThat(history.get(1).path("attempt").asInt()).isEqualTo(1);
        assertThat(history.get(1).path("willRetry").asBoolean()).isTrue();
    }

    @Test
    void failsWithItsOwnCodeWhenAllAttemptsHave() {
        block();
        job("retry { max-attempts = 9, interval-seconds = 60 }, notifications { file { path = \"told.ndjson\" } }");

        var failed = run("--max-attempts", "1", "--interval-seconds", "1", "--output", "json");

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.document().path("status").asText()).isEqualTo("failed");
        assertThat(failed.document().path("attempts")).hasSize(1);
        assertThat(failed.document().path("notifications").get(0).path("sent").asBoolean())
                .isTrue();
        assertThat(shell.read("told.ndjson").lines())
                .singleElement()
                .asString()
                .contains("\"event\":\"failed\"", "\"exitCode\":1", "\"attempts\":[{\"attempt\":1");
        var history =
                shell.mastic("runs", "list", "--output", "json").document().path("runs");
        assertThat(history)
                .extracting(told -> told.path("willRetry").asBoolean())
                .containsExactly(false, true);
    }

    @Test
    void aDeadWebhookChangesNoExitCodeAndIsSaid() {
        server.stop(0);
        job("notifications { on = [succeeded, nothing-new], " + webhook() + " }");

        var done = run("--output", "json", "--quiet").succeeded();

        assertThat(done.err().lines()).containsExactly("mastic: " + said(done.document()));
        assertThat(said(done.document())).contains("Cannot notify webhook", "nobody listens there");
        assertThat(run("--fail-on-empty", "--quiet").exitCode()).isEqualTo(4);
    }

    private static String said(JsonNode document) {
        return document.path("notifications").get(0).path("message").asText();
    }

    @Test
    void theProjectsNotificationsHoldForJobsWithoutTheirOwnAndForThoseThatCannotBePlanned() {
        shell.write("mastic.conf", "notifications { on = [failed], file { path = \"all.ndjson\" } }");
        job("");
        run("--set", "job.sinks.files.format=jsn", "--quiet").failed(2, "jsn");
        assertThat(shell.read("all.ndjson")).contains("\"exitCode\":2", "\"job\":null");
        run().succeeded();
        assertThat(shell.read("all.ndjson").lines()).hasSize(1);

        job("notifications { on = nothing-new, file { path = \"own.ndjson\" } }");
        run().succeeded();

        assertThat(shell.read("own.ndjson").lines()).hasSize(1);
        assertThat(shell.read("all.ndjson").lines()).hasSize(1);
    }

    @Test
    void aDryRunTellsNobody() {
        job("notifications { on = [succeeded, nothing-new, failed], " + webhook() + " }");
        run("--dry-run").succeeded();
        assertThat(posts).isEmpty();
    }

    @Test
    void whatIsWrongIsSaidBeforeAnythingRuns() {
        job("retry { max-attempts = -1 }, notifications { on = failure, file { path = a } }");
        var check = shell.mastic("check", shell.file("job.conf").toString());
        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.out())
                .contains("job.conf:5", "'max-attempts' must be a whole number of at least 0 (got -1)", "'on' must be");
        run().failed(2, "max-attempts");
        job("retry { max-attempts = 1 }");
        run("--backoff-rate", "0").failed(2, "the command line", "'backoff-rate' must be a number of at least 1");
        run("--jitter-strategy", "some").failed(2, "FULL or NONE");
        run("--max-attempts").failed(2, "--max-attempts");
        job("retry = 3");
        run().failed(2, "'retry' must be a block in braces");
        shell.write("mastic.conf", "notifications { mail = me }");
        job("");
        run().failed(2, "mastic.conf:1", "unknown setting 'mail'");
        assertThat(shell.dataFiles("out")).isEmpty();
    }
}
