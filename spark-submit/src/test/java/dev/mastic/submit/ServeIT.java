// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mastic.testkit.Distribution;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/mastic serve}: a JVM without Spark, whose crawls and jobs are children with Spark's distribution. */
class ServeIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private Process server;
    private String url;

    @BeforeEach
    void start() throws IOException {
        server = new ProcessBuilder(
                        Distribution.ofThisBuild().launcher().toString(), "serve", "--port", "0", "--db", "mastic.db")
                .directory(folder.toFile())
                .redirectError(folder.resolve("serve.err").toFile())
                .start();
        var line =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8)).readLine();
        assertThat(line).as(() -> said()).startsWith("mastic serves ");
        url = line.substring(line.lastIndexOf(' ') + 1);
    }

    @AfterEach
    void stop() throws InterruptedException {
        server.destroy();
        server.waitFor();
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("serve.err"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private JsonNode glue(String operation, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("X-Amz-Target", "AWSGlue." + operation)
                .POST(BodyPublishers.ofString(body.replace('\'', '"')))
                .build();
        return JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
    }

    /** Asks until the state is another one. */
    private JsonNode after(String state, String operation, String body, String pointer) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        var answer = glue(operation, body);
        while (state.contains(answer.at(pointer).asText()) && System.nanoTime() < end) {
            Thread.sleep(200);
            answer = glue(operation, body);
        }
        return answer;
    }

    @Test
    void crawlsAndRunsAsChildrenAndEndsWith143() throws Exception {
        var data = Files.createDirectories(folder.resolve("data/people"));
        Files.writeString(data.resolve("people.csv"), "id,name\n1,Ada\n2,Bob\n");
        glue(
                "CreateCrawler",
                "{'Name': 'c', 'Role': 'r', 'DatabaseName': 'd', 'Targets': {'S3Targets': [{'Path': '"
                        + data.getParent() + "'}]}}");
        assertThat(glue("StartCrawler", "{'Name': 'c'}")).isEmpty();
        assertThat(glue("StartCrawler", "{'Name': 'c'}").path("__type").asText())
                .isEqualTo("CrawlerRunningException");
        var crawler = after("RUNNING", "GetCrawler", "{'Name': 'c'}", "/Crawler/State");
        assertThat(crawler.at("/Crawler/LastCrawl/Status").asText())
                .as(crawler + said())
                .isEqualTo("SUCCEEDED");
        var tables = glue("GetTables", "{'DatabaseName': 'd'}");
        assertThat(tables.at("/TableList/0/StorageDescriptor/Columns")).hasSize(2);
        assertThat(glue("ListCrawls", "{'CrawlerName': 'c'}")
                        .at("/Crawls/0/State")
                        .asText())
                .isEqualTo("COMPLETED");

        var job = Files.writeString(folder.resolve("copy.conf"), """
                job {
                  name = copy
                  sources { people { path = "data/people", format = csv } }
                  sinks { out { in = people, path = "out", format = json } }
                }
                """);
        glue("CreateJob", "{'Name': 'copy', 'Role': 'r', 'Command': {'ScriptLocation': '" + job + "'}}");
        var run = glue("StartJobRun", "{'JobName': 'copy'}").path("JobRunId").asText();
        assertThat(glue("StartJobRun", "{'JobName': 'copy'}").path("__type").asText())
                .isEqualTo("ConcurrentRunsExceededException");
        var named = "{'JobName': 'copy', 'RunId': '" + run + "'}";
        var ended = after("STARTING RUNNING", "GetJobRun", named, "/JobRun/JobRunState");
        assertThat(ended.at("/JobRun/JobRunState").asText()).as(ended + said()).isEqualTo("SUCCEEDED");
        try (var files = Files.list(folder.resolve("out"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".json"))).isNotEmpty();
        }

        var second = glue("StartJobRun", "{'JobName': 'copy'}").path("JobRunId").asText();
        server.destroy();
        assertThat(server.waitFor()).isEqualTo(143);
        start();
        var stopped = glue("GetJobRun", "{'JobName': 'copy', 'RunId': '" + second + "'}");
        assertThat(stopped.at("/JobRun/JobRunState").asText()).isIn("STOPPED", "SUCCEEDED");
    }

    @Test
    void connectionsAreTestedByConnecting() throws Exception {
        var kept = folder.resolve("kept.db");
        try (var database = DriverManager.getConnection("jdbc:sqlite:" + kept)) {
            database.createStatement().execute("create table t(x)");
        }
        for (var name : new String[] {kept.toString(), folder.resolve("none.db").toString()}) {
            glue(
                    "CreateConnection",
                    "{'ConnectionInput': {'Name': '" + Path.of(name).getFileName()
                            + "', 'ConnectionType': 'JDBC', 'ConnectionProperties': {'JDBC_CONNECTION_URL': 'jdbc:sqlite:"
                            + name + "', 'PASSWORD': 'sesame'}}}");
        }
        assertThat(glue("TestConnection", "{'ConnectionName': 'kept.db'}"))
                .as(said())
                .isEmpty();
        var refused = glue("TestConnection", "{'ConnectionName': 'none.db'}");
        assertThat(refused.path("__type").asText()).isEqualTo("InvalidInputException");
        assertThat(refused.path("Message").asText())
                .contains("Cannot connect", "no such file")
                .doesNotContain("sesame");
    }

    @Test
    void aRunThatFailsIsDoneAgain() throws Exception {
        var job = Files.writeString(folder.resolve("broken.conf"), "job { name = broken }\n");
        glue(
                "CreateJob",
                "{'Name': 'broken', 'Role': 'r', 'MaxRetries': 1, 'Command': {'ScriptLocation': '" + job + "'}}");
        var first =
                glue("StartJobRun", "{'JobName': 'broken'}").path("JobRunId").asText();
        after(
                "STARTING RUNNING",
                "GetJobRun",
                "{'JobName': 'broken', 'RunId': '" + first + "'}",
                "/JobRun/JobRunState");
        var again = after("STARTING RUNNING", "GetJobRuns", "{'JobName': 'broken'}", "/JobRuns/0/JobRunState");
        assertThat(again.at("/JobRuns")).hasSize(2);
        assertThat(again.at("/JobRuns/0/PreviousRunId").asText()).isEqualTo(first);
        assertThat(again.at("/JobRuns/0/Attempt").asInt()).isEqualTo(1);
        assertThat(again.at("/JobRuns/0/JobRunState").asText())
                .as(again + said())
                .isEqualTo("FAILED");
    }

    @Test
    void aRunOfAKilledServerDoesNotRunForEver() throws Exception {
        var job = Files.writeString(folder.resolve("none.conf"), "job { name = none }\n");
        glue("CreateJob", "{'Name': 'none', 'Role': 'r', 'Command': {'ScriptLocation': '" + job + "'}}");
        var run = glue("StartJobRun", "{'JobName': 'none'}").path("JobRunId").asText();
        server.destroyForcibly().waitFor();
        start();
        var named = "{'JobName': 'none', 'RunId': '" + run + "'}";
        var ended = after("STARTING RUNNING", "GetJobRun", named, "/JobRun/JobRunState");
        assertThat(ended.at("/JobRun/JobRunState").asText()).as(ended + said()).isEqualTo("FAILED");
        assertThat(ended.at("/JobRun/ErrorMessage").asText()).isNotEmpty();
    }
}
