// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A program that is started and waited for; what it says on stderr is passed on. */
record Child(List<String> command) {
    /** The {@code java} that runs this. */
    static final String JAVA = System.getProperty("java.home") + "/bin/java";

    /**
     * What it has written to stdout.
     *
     * @throws IllegalStateException if it fails
     */
    String run() {
        try {
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("Cannot run " + command.get(0) + " … " + command.get(command.size() - 1)
                        + ": exit code " + process.exitValue() + ", " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run " + command.get(0) + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Cannot wait for " + command.get(0), e);
        }
    }
}
