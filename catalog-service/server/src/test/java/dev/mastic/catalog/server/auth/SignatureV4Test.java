// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.catalog.server.glue.GlueServer;
import dev.mastic.core.failure.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.model.GlueException;

class SignatureV4Test {
    @TempDir
    private Path folder;

    private GlueServer server;

    @BeforeEach
    void start() throws Exception {
        server = started(Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Keys keys() throws Exception {
        var file = Files.writeString(folder.resolve("keys"), """
                [ada]
                aws_access_key_id = AKIDADA
                aws_secret_access_key = sesame/+=
                """);
        return Keys.read(file);
    }

    private GlueServer started(Clock clock) throws Exception {
        var file = Files.createTempFile(folder, "state", ".db");
        Files.delete(file);
        return new GlueServer(file.toString(), new SignatureV4(keys(), clock));
    }

    private static AbstractStringAssert<?> assertRefused(GlueServer server, String id, String secret) {
        try (var client = server.client(id, secret)) {
            client.getDatabases(r -> {});
            throw new AssertionError("it was let in");
        } catch (GlueException e) {
            assertThat(e.statusCode()).isEqualTo(403);
            return assertThat(e.awsErrorDetails().errorCode());
        }
    }

    @Test
    void theSdksOwnSignatureIsTaken() {
        try (var client = server.client("AKIDADA", "sesame/+=")) {
            client.createDatabase(r -> r.databaseInput(d -> d.name("größe ✓").description("a  b")));
            assertThat(client.getDatabases(r -> {}).databaseList()).hasSize(1);
        }
    }

    @Test
    void othersAreRefused() throws Exception {
        assertRefused(server, "AKIDADA", "wrong").isEqualTo("InvalidSignatureException");
        assertRefused(server, "AKIDBOB", "sesame/+=").isEqualTo("UnrecognizedClientException");
        assertThat(server.post("GetDatabases", "{}").body()).contains("MissingAuthenticationTokenException");
    }

    @Test
    void aSignatureOfAnotherTimeIsRefused() throws Exception {
        try (var late = started(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(6)));
                var early = started(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-6)))) {
            assertRefused(late, "AKIDADA", "sesame/+=").isEqualTo("InvalidSignatureException");
            assertRefused(early, "AKIDADA", "sesame/+=").isEqualTo("InvalidSignatureException");
        }
    }

    @Test
    void aFileWithoutKeysIsRefused() throws Exception {
        var empty = Files.writeString(folder.resolve("empty"), "");
        assertThatThrownBy(() -> Keys.read(empty))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no profile");
        assertThatThrownBy(() -> Keys.read(folder.resolve("none"))).hasMessageContaining("there is no such file");
        var half = Files.writeString(folder.resolve("half"), "[ada]\naws_access_key_id = X\n");
        assertThatThrownBy(() -> Keys.read(half)).hasMessageContaining("profile ada has no aws_secret_access_key");
    }
}
