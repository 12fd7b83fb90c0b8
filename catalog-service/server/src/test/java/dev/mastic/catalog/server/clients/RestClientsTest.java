// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.catalog.server.iceberg.ServedProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real clients of Iceberg REST, unchanged, against a running server that asks who they are. */
@Tag("clients")
class RestClientsTest {
    @TempDir
    Path dir;

    @Test
    void pyIceberg() throws Exception {
        var keys = Files.writeString(dir.resolve("keys"), """
                [ann]
                aws_access_key_id = AKANN
                aws_secret_access_key = ann-secret
                [bob]
                aws_access_key_id = AKBOB
                aws_secret_access_key = bob-secret
                mastic_role = reader
                mastic_databases = lake
                """);
        var python = Python.with(Path.of("src/test/clients/requirements.txt"));
        try (var server = ServedProcess.in(dir, "--keys", keys.toString())) {
            var script =
                    python.script("with_pyiceberg_rest.py", server.url(), "AKANN", "ann-secret", "AKBOB", "bob-secret");
            var said = Programs.run(dir, script);
            assertThat(said.lines())
                    .as(said)
                    .contains("ok namespaces", "ok tables", "ok concurrent appends", "ok views", "ok roles", "ok drop");
        }
    }
}
