// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.testkit.Distribution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGTERM to commands that are no runs of jobs: they end with its exit code, and what they were to change can be done again. (SIGINT may be
 * switched off by whoever starts the build.)
 */
class SignalsIT {
    private static final int TRIES = 9000;
    private static final int PARTITIONS = 2000;

    private final Distribution distribution = Distribution.ofThisBuild();

    @TempDir
    private Path folder;

    private Path out;
    private Path err;
    private Process running;

    @AfterEach
    void leaveNothingRunning() {
        running.destroyForcibly();
    }

    private Process start(String... words) throws IOException {
        out = folder.resolve("out");
        err = folder.resolve("err");
        var command = new ArrayList<>(List.of(distribution.launcher().toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("--db", folder.resolve("state.db").toString()));
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("MASTIC_OPTS", "-XX:TieredStopAtLevel=1");
        running = builder.start();
        return running;
    }

    private static int ended(Process command) throws InterruptedException {
        command.destroy();
        assertThat(command.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return command.exitValue();
    }

    private void await(Process command, Path sign, Predicate<Path> given) throws Exception {
        for (int i = 0; i < TRIES && !given.test(sign); i++) {
            assertThat(command.isAlive()).as(() -> said()).isTrue();
            Thread.sleep(20);
        }
        assertThat(given.test(sign)).isTrue();
    }

    private String said() {
        try {
            return Files.readString(err);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Whether Spark has begun a job. */
    private static boolean hasBegun(Path events) {
        try (var files = Files.list(events)) {
            for (var file : files.toList()) {
                if (Files.readString(file).contains("SparkListenerJobStart")) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The context of Spark goes first, so that the query fails while the JVM ends. */
    @Test
    void aQueryThatIsStoppedEndsWithTheCodeOfItsSignal() throws Exception {
        var rows =
                IntStream.range(0, 1000).mapToObj(i -> "{\"id\":" + i + "}\n").collect(Collectors.joining());
        var file = Files.writeString(folder.resolve("rows.json"), rows);
        var events = Files.createDirectory(folder.resolve("events"));
        var from = "SELECT sum(a.id * b.id + c.id) FROM '%s' a CROSS JOIN '%s' b CROSS JOIN '%s' c";
        var query = start(
                "sql",
                from.formatted(file, file, file),
                "--conf",
                "spark.eventLog.enabled=true",
                "--conf",
                "spark.eventLog.dir=" + events.toUri());
        await(query, events, SignalsIT::hasBegun);

        assertThat(ended(query)).as(said()).isEqualTo(143);
        assertThat(said())
                .contains("mastic: stopped: the process was told to end")
                .doesNotContain("internal error", "--debug", "\tat ");
    }

    @Test
    void aCrawlThatIsStoppedIsDoneByTheNext() throws Exception {
        for (int i = 0; i < PARTITIONS; i++) {
            var partition = Files.createDirectories(folder.resolve("orders/day=" + i));
            Files.writeString(partition.resolve("a.json"), "{\"id\":" + i + "}\n");
        }
        var orders = folder.resolve("orders").toString();
        var crawl = start("crawl", orders);
        await(crawl, folder.resolve("state.db"), Files::exists);

        assertThat(ended(crawl)).as(said()).isEqualTo(143);

        var again = start("crawl", orders, "--output", "csv");
        assertThat(again.waitFor()).as(said()).isZero();
        assertThat(Files.readString(out)).contains("default.orders,", "\"2,000");
    }
}
