// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.UsageException;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpServerTest {
    private static final Limits SMALL =
            new Limits(100, 4096, Duration.ofSeconds(5), Duration.ofSeconds(1), 1024, 16, Duration.ofSeconds(5));
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicBoolean storeAnswers = new AtomicBoolean(true);
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() {
        server = HttpServer.start(
                new Binding("127.0.0.1", 0, false), SMALL, List.of(new HealthFace(this::check), new Echo()));
    }

    @AfterEach
    void stop() {
        released.countDown();
        server.close();
    }

    private void check() {
        if (!storeAnswers.get()) {
            throw new EtlException("Cannot read: gone");
        }
    }

    @Test
    void saysThatItIsWellWhileTheStoreAnswers() throws Exception {
        assertThat(get("/health").body()).isEqualTo("{\"status\":\"ok\"}\n");
        storeAnswers.set(false);
        var answer = get("/health");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("{\"status\":\"the store does not answer\"}\n");
    }

    @Test
    void aFaceAnswersItsRequestsAndSpellsTheirFailures() throws Exception {
        assertThat(post("/echo", "hello").body()).isEqualTo("hello");
        assertThat(post("/echo", "fail").body()).isEqualTo("echo: 500");
        assertThat(post("/echo/unknown", "x").body()).isEqualTo("echo: 404");
    }

    @Test
    void aBodyBeyondTheLimitIsRefusedInTheWordsOfItsFace() throws Exception {
        var answer = post("/echo", "x".repeat(101));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).isEqualTo("echo: 413");
        assertThat(post("/echo", "x".repeat(100)).statusCode()).isEqualTo(200);
    }

    @Test
    void aBodyOfUnsaidLengthIsLimitedToo() throws Exception {
        var chunks = BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream("y".repeat(5000).getBytes(StandardCharsets.UTF_8)));
        var answer = client.send(request("/echo").POST(chunks).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void aBodyThatComesTooSlowlyIsRefusedInTheWordsOfItsFace() throws Exception {
        assertThat(echoed("slow", Duration.ofMillis(1500), "!"))
                .startsWith("HTTP/1.1 408 ")
                .endsWith("echo: 408");
    }

    @Test
    void aBodyThatComesInPiecesIsTakenWhileThereIsPatience() throws Exception {
        assertThat(echoed("a".repeat(20), Duration.ofMillis(300), "b".repeat(30)))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("a".repeat(20) + "b".repeat(30));
    }

    /** What a request of 50 bytes is answered that comes in two pieces. */
    private String echoed(String piece, Duration pause, String next) throws Exception {
        try (var socket = new Socket("127.0.0.1", URI.create(server.url()).getPort())) {
            var out = socket.getOutputStream();
            var head = "POST /echo HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: 50\r\n\r\n";
            out.write((head + piece).getBytes(StandardCharsets.US_ASCII));
            Thread.sleep(pause.toMillis());
            out.write(next.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aRequestThatDoesNotEndIsCutOffWhenTheServerEnds() throws Exception {
        var answer = client.sendAsync(
                request("/echo").POST(BodyPublishers.ofString("wait")).build(), BodyHandlers.ofString());
        entered.await();
        server.close();
        released.countDown();
        assertThatThrownBy(answer::get).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void headersBeyondTheLimitAreRefused() throws Exception {
        var answer = client.send(
                request("/health").header("X-Long", "x".repeat(5000)).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(431);
    }

    @Test
    void whatNoFaceServesIsNotFound() throws Exception {
        var answer = get("/nowhere");
        assertThat(answer.statusCode()).isEqualTo(404);
    }

    @Test
    void aRequestForAnotherHostIsRefused() throws Exception {
        assertThat(raw("GET /health HTTP/1.1\r\nHost: rebound.example:8650\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421");
        assertThat(raw("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void anAddressThatOthersReachNeedsKeys() {
        assertThatThrownBy(() -> new Binding("0.0.0.0", 8650, false))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("give --keys FILE");
        assertThat(new Binding("0.0.0.0", 8650, true).host()).isEqualTo("0.0.0.0");
    }

    @Test
    void aPortThatIsTakenIsSaid() {
        int taken = URI.create(server.url()).getPort();
        assertThatThrownBy(() -> HttpServer.start(new Binding("127.0.0.1", taken, false), SMALL, List.of()))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("Cannot serve at 127.0.0.1:" + taken + ": the port is taken");
    }

    @Test
    void endsAfterWhatIsInFlight() throws Exception {
        var answer = client.sendAsync(
                request("/echo").POST(BodyPublishers.ofString("wait")).build(), BodyHandlers.ofString());
        entered.await();
        var closing = new Thread(server::close);
        closing.start();
        released.countDown();
        assertThat(answer.get().body()).isEqualTo("wait");
        closing.join();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return client.send(request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path));
    }

    private String raw(String text) throws IOException {
        try (var socket = new Socket("127.0.0.1", URI.create(server.url()).getPort())) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Sends bodies back. */
    private final class Echo implements Face {
        @Override
        public boolean serves(String method, String path) {
            return path.startsWith("/echo");
        }

        @Override
        public void register(JavalinDefaultRoutingApi routes) {
            routes.post("/echo", request -> request.result(echo(request.body())));
        }

        private String echo(String body) throws InterruptedException {
            if (body.equals("fail")) {
                throw new EtlException("Cannot echo");
            } else if (body.equals("wait")) {
                entered.countDown();
                released.await();
            }
            return body;
        }

        @Override
        public void fail(Exception failure, Context request) {
            int status = failure instanceof HttpResponseException refused ? refused.getStatus() : 500;
            request.status(status).result("echo: " + status);
        }
    }
}
