// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.EtlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CronLogsTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    @TempDir
    private Path folder;

    private CronLogs logs(String name) {
        return new CronLogs(folder, name);
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Path next(CronLogs logs, int second, int keep) {
        return logs.next(NOON.plusSeconds(second), keep, Optional.empty());
    }

    @Test
    void eachRunHasAFileAndTheOldestGo() throws IOException {
        var orders = logs("orders");
        for (int second : List.of(0, 1, 1, 2)) {
            next(orders, second, 3);
        }
        assertThat(names())
                .containsExactly(
                        "orders-20260131T120001Z-0002.log",
                        "orders-20260131T120001Z.log",
                        "orders-20260131T120002Z.log");
        next(orders, 3, 2);
        assertThat(names()).containsExactly("orders-20260131T120002Z.log", "orders-20260131T120003Z.log");
    }

    @Test
    void leavesTheFilesOfOthersAlone() throws IOException {
        next(logs("orders-eu"), 0, 1);
        Files.writeString(folder.resolve("orders-notes.log"), "by hand");
        Files.writeString(folder.resolve("orders.lock"), "");
        next(logs("orders"), 0, 1);
        next(logs("orders"), 9, 1);
        assertThat(names())
                .containsExactly(
                        "orders-20260131T120009Z.log",
                        "orders-eu-20260131T120000Z.log",
                        "orders-notes.log",
                        "orders.lock");
    }

    @Test
    void theOldestGoWhenAllTakeTooMuch() throws IOException {
        var orders = logs("orders");
        for (int second = 0; second < 3; second++) {
            Files.writeString(next(orders, second, 9), "x".repeat(100));
        }
        orders.next(NOON.plusSeconds(3), 9, Optional.of(250L));
        assertThat(names())
                .containsExactly(
                        "orders-20260131T120001Z.log", "orders-20260131T120002Z.log", "orders-20260131T120003Z.log");
    }

    @Test
    void theTailIsTheLastTwentyLinesAlsoOfAGreatLog() throws IOException {
        var log = next(logs("orders"), 0, 1);
        Files.writeString(
                log,
                IntStream.rangeClosed(1, 100_000)
                        .mapToObj(i -> "größe " + i + "\n")
                        .collect(Collectors.joining()));
        assertThat(CronLogs.tail(log)).hasSize(20).startsWith("größe 99981").endsWith("größe 100000");
        Files.writeString(log, "only\n");
        assertThat(CronLogs.tail(log)).containsExactly("only");
    }

    @Test
    void saysWhereLogsCannotBeWritten() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        var logs = new CronLogs(folder.resolve("file"), "orders");
        assertThatThrownBy(logs::makeFolder)
                .isInstanceOf(EtlException.class)
                .hasMessageStartingWith("Cannot make the folder of logs " + folder.resolve("file") + ": ");
    }
}
