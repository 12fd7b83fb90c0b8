// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.operations.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.typesafe.config.ConfigFactory;
import dev.mastic.core.config.Problems;
import dev.mastic.core.config.WrittenBlock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotificationsTest {
    private static final String SECRET = "Bearer canary-5121";

    private final List<String> bodies = new ArrayList<>();
    private final List<String> authorizations = new ArrayList<>();
    private int status = 204;
    private HttpServer server;

    @TempDir
    private Path folder;

    @BeforeEach
    void serve() throws IOException {
        Files.writeString(folder.resolve("token"), SECRET + "\n");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", call -> {
            bodies.add(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            authorizations.add(call.getRequestHeaders().getFirst("Authorization"));
            call.getResponseHeaders().add("Location", "/elsewhere");
            call.sendResponseHeaders(status, -1);
            call.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/services/T0/path-secret";
    }

    private Notifications read(String block, Problems problems) {
        return Notifications.read(
                new WrittenBlock(ConfigFactory.parseString(block).root(), folder.toString()), problems);
    }

    private Notifications notifications(String block) {
        var problems = new Problems();
        var read = read(block, problems);
        problems.throwIfAny("the test");
        return read;
    }

    private List<String> problems(String block) {
        var problems = new Problems();
        read(block, problems);
        return problems.list().stream().map(Object::toString).toList();
    }

    @Test
    void postsTheReportWithItsHeaders() {
        var told = notifications("on = [failed, retrying], webhook { url = \"" + url()
                + "\", headers { Authorization = \"secret:file:token\" } }");

        assertThat(told.tell(Event.FAILED, "{\"job\":\"größe\"}"))
                .containsExactly(new Notified(
                        "webhook http://127.0.0.1:" + server.getAddress().getPort(), Event.FAILED, Optional.empty()));

        assertThat(bodies).containsExactly("{\"job\":\"größe\"}");
        assertThat(authorizations).containsExactly(SECRET);
        assertThat(told.tell(Event.SUCCEEDED, "{}")).isEmpty();
        assertThat(bodies).hasSize(1);
    }

    @Test
    void takesTheAddressFromASecret() throws IOException {
        Files.writeString(folder.resolve("url"), url());

        assertThat(notifications("webhook { url = \"secret:file:url\" }").tell(Event.FAILED, "{}"))
                .allMatch(notified -> notified.problem().isEmpty());
        assertThat(bodies).hasSize(1);
    }

    @Test
    void saysWhyNothingArrivedAndShowsNoSecret() throws IOException {
        status = 302;
        assertThat(problem(url())).contains("it answered with status 302 (expected 200 to 299)");
        assertThat(bodies).hasSize(1);
        status = 500;
        assertThat(problem(url())).contains("it answered with status 500");
        server.stop(0);
        assertThat(problem(url())).contains("nobody listens there");
        try (var deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(problem("http://127.0.0.1:" + deaf.getLocalPort() + "/path-secret"))
                    .contains("it did not answer within");
        }
    }

    private String problem(String url) {
        var told = notifications(
                        "webhook { url = \"" + url + "\", timeout = 1s, headers { X = \"secret:file:token\" } }")
                .tell(Event.FAILED, "{}");
        var problem = told.get(0).problem().orElseThrow();
        assertThat(problem)
                .startsWith("Cannot notify webhook http://127.0.0.1:")
                .doesNotContain("path-secret", "canary");
        return problem;
    }

    @Test
    void addsLinesToAFile() throws IOException {
        var told = notifications("on = [succeeded, nothing-new], file { path = \"log/runs.ndjson\" }");

        told.tell(Event.SUCCEEDED, "{\"n\":1}");
        told.tell(Event.NOTHING_NEW, "{\"n\":2}");

        assertThat(folder.resolve("log/runs.ndjson")).hasContent("{\"n\":1}\n{\"n\":2}\n");
    }

    @Test
    void aFileThatCannotBeWrittenIsToldAndNothingElse() throws IOException {
        Files.writeString(folder.resolve("log"), "a file");

        var told = notifications("file { path = \"log/runs.ndjson\" }, webhook { url = \"" + url() + "\" }")
                .tell(Event.FAILED, "{}");

        assertThat(told).extracting(notified -> notified.problem().isPresent()).containsExactly(false, true);
        assertThat(told.get(1).problem().orElseThrow()).contains("Cannot notify file " + folder.resolve("log"));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThat(problems("on = [failed]")).singleElement().asString().contains("notifications go nowhere");
        assertThat(problems("on = faild, file { path = a }"))
                .singleElement()
                .asString()
                .contains("setting 'on' must be a list of succeeded, nothing-new", "did you mean 'failed'?");
        assertThat(problems("on = [], file { path = a }"))
                .singleElement()
                .asString()
                .contains("at least one");
        assertThat(problems("file {}")).singleElement().asString().contains("missing setting 'path'");
        assertThat(problems("file { path = \"s3a://bucket/a\" }"))
                .singleElement()
                .asString()
                .contains("files of this machine only (got s3a://bucket/a");
        assertThat(problems("slack { url = \"http://h\" }, file { path = a }"))
                .singleElement()
                .asString()
                .contains("unknown setting 'slack'");
        assertThat(problems("webhook { timeout = 10s }"))
                .singleElement()
                .asString()
                .contains("missing setting 'url'");
        assertThat(problems("webhook { url = \"http://h\", timeout = 0s }"))
                .singleElement()
                .asString()
                .contains("a call needs time");
    }

    @Test
    void refusesAddressesAndHeadersWithoutShowingThem() {
        for (var wrong : List.of("ftp://h/canary", "canary", "http://user:canary@h/", "http:// canary")) {
            assertThat(problems("webhook { url = \"" + wrong + "\" }"))
                    .singleElement()
                    .asString()
                    .contains("setting 'url' must be a URL such as")
                    .doesNotContain("canary");
        }
        assertThat(problems("webhook { url = \"http://h\", headers { Authorization = \"Bearer canary\" } }"))
                .singleElement()
                .asString()
                .contains("a reference to a secret")
                .doesNotContain("canary");
        assertThat(problems("webhook { url = \"http://h\", headers { Host = \"secret:file:token\" } }"))
                .singleElement()
                .asString()
                .contains("no header 'Host' can be sent with this text (got secret:file:token;")
                .doesNotContain("canary");
        assertThat(problems("webhook { url = \"http://h\", headers { X = \"secret:env:NO_SUCH_VARIABLE\" } }"))
                .singleElement()
                .asString()
                .contains("there is no environment variable NO_SUCH_VARIABLE");
    }
}
