// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.catalog.server.iceberg.ServedProcess;
import dev.mastic.catalog.server.tls.Keytool;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the command line and {@code mastic.conf} say to the server. */
class ServeTest {
    @TempDir
    private Path dir;

    @Test
    void servesByTlsAndByTheProjectsProperties() throws Exception {
        var made = Keytool.make(dir, "server", "EC");
        Files.writeString(dir.resolve("password"), Keytool.PASSWORD + "\n");
        Files.writeString(dir.resolve("mastic.conf"), """
                spark {
                  sql.catalog.mastic.table-default.write.parquet.compression-codec = zstd
                  "sql.catalog.mastic.table-override.owner" = lake
                }
                """);
        var client = HttpClient.newBuilder().sslContext(made.trusting()).build();
        try (var served = ServedProcess.in(
                dir, "--tls-keystore", made.keystore().toString(), "--tls-keystore-password", "file:password")) {
            assertThat(served.url()).startsWith("https://127.0.0.1:");
            assertThat(get(client, served.url() + "/health")).isEqualTo("{\"status\":\"ok\"}\n");
            assertThat(get(client, served.url() + "/iceberg/v1/config"))
                    .contains("\"table-default.write.parquet.compression-codec\":\"zstd\"")
                    .contains("\"table-override.owner\":\"lake\"");
        }
    }

    private static String get(HttpClient client, String url) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                .body();
    }

    @Test
    void halfOfAnIdentityOrTwoAreRefused() {
        var none = dir.resolve("none").toString();
        assertThat(code("--tls-cert", none)).isEqualTo(2);
        assertThat(code("--tls-key", none)).isEqualTo(2);
        assertThat(code("--tls-keystore", none)).isEqualTo(2);
        assertThat(code("--tls-cert", none, "--tls-key", none)).isEqualTo(2);
        assertThat(code("--tls-keystore", none, "--tls-keystore-password", "open-sesame"))
                .isEqualTo(2);
        assertThat(code(
                        "--tls-cert",
                        none,
                        "--tls-key",
                        none,
                        "--tls-keystore",
                        none,
                        "--tls-keystore-password",
                        "file:none"))
                .isEqualTo(2);
    }

    private static int code(String... arguments) {
        var failures = new ServeFailures("serve");
        return new CommandLine(new Serve())
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures)
                .execute(arguments);
    }
}
