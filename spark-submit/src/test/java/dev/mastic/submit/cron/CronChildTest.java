// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a shell as the command, which can refuse to end. */
class CronChildTest {
    @TempDir
    private Path folder;

    private Process shell;

    private CronChild child(String script, Duration grace) throws IOException {
        shell = new ProcessBuilder("sh", "-c", script)
                .directory(folder.toFile())
                .start();
        return new CronChild(shell, grace);
    }

    @AfterEach
    void leaveNothingRunning() {
        shell.descendants().forEach(ProcessHandle::destroyForcibly);
        shell.destroyForcibly();
    }

    private static Optional<Duration> millis(int limit) {
        return Optional.of(Duration.ofMillis(limit));
    }

    @Test
    void passesOnHowItEnds() throws IOException {
        assertThat(child("exit 41", Duration.ofSeconds(1)).await(Optional.empty(), () -> false))
                .isEqualTo(new CronChild.Ended(41, "ended with exit code 41"));
    }

    @Test
    void stopsWhatTakesTooLong() throws IOException {
        var child = child("exec sleep 60", Duration.ofSeconds(30));
        assertThat(child.await(millis(1), () -> false)).isEqualTo(new CronChild.Ended(124, "reached its time limit"));
        assertThat(shell.isAlive()).isFalse();
    }

    @Test
    void killsWhatDoesNotEndWithAllThatItHasStarted() throws Exception {
        var child = child(
                "trap '' TERM; sleep 60 & echo $! > pid; mv pid ready; while :; do sleep 60; done",
                Duration.ofMillis(1));
        while (!Files.exists(folder.resolve("ready"))) {
            Thread.sleep(10);
        }
        assertThat(child.await(millis(1), () -> false))
                .isEqualTo(new CronChild.Ended(124, "was killed, as it did not end"));
        assertThat(shell.isAlive()).isFalse();
        var below = ProcessHandle.of(
                Long.parseLong(Files.readString(folder.resolve("ready")).trim()));
        below.ifPresent(process -> process.onExit().join());
        assertThat(below.filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void endsWhenThisProcessIsToldTo() throws IOException {
        assertThat(child("exec sleep 60", Duration.ofSeconds(30)).await(Optional.empty(), () -> true))
                .isEqualTo(new CronChild.Ended(143, "was stopped"));
    }
}
