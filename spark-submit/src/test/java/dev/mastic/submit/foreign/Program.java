// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that runs by itself, and what it says; its output lies beside each other in one file. */
record Program(Process process, Path said) {
    private static final int PATIENCE_MINUTES = 20;

    /** Starts a program; what it prints goes to a new file in the folder. */
    static Program start(Path folder, Map<String, String> environment, List<String> command) throws IOException {
        var said = Files.createTempFile(folder, "said", ".txt");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().putAll(environment);
        return new Program(builder.start(), said);
    }

    /** Runs a program that must succeed; what it said. */
    static String run(Path folder, Map<String, String> environment, List<String> command) throws Exception {
        var program = start(folder, environment, command);
        var code = program.exitCode();
        assertThat(code).as(program.text()).isZero();
        return program.text();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            kill();
            throw new AssertionError("It did not end: " + text());
        }
        return process.exitValue();
    }

    String text() {
        try {
            return Files.readString(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With SIGKILL, first what it has started. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
