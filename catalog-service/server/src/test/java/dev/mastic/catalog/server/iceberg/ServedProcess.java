// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.iceberg;

import dev.mastic.catalog.server.Serve;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code mastic serve} in a JVM of its own, as users run it; ended by SIGTERM. */
public record ServedProcess(Process process, String url) implements AutoCloseable {
    public static ServedProcess in(Path dir, String... more) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Serve.class.getName(),
                "--port",
                "0",
                "--db",
                dir.resolve("mastic.db").toString()));
        command.addAll(List.of(more));
        var process = new ProcessBuilder(command)
                .directory(dir.toFile())
                .redirectError(dir.resolve("serve.err").toFile())
                .start();
        var said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        if (said == null) {
            throw new IOException("the server did not start: see " + dir.resolve("serve.err"));
        }
        return new ServedProcess(process, said.substring(said.lastIndexOf(' ') + 1));
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
