// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.examples.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.testkit.PostgresExtension;
import dev.mastic.testkit.PostgresExtension.PostgresUrl;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A run stands still beyond its lease, as in a long pause of its machine; another takes over and ends its work; then the first wakes up and must
 * not write any more.
 */
@Tag("chaos")
@ExtendWith(PostgresExtension.class)
class PausedHolderIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "ICEBERG_APPEND, iceberg-sink.before-commit, 5, was taken over by a newer run",
    })
    void isRefusedWhenItWakesUp(SinkKind sink, String failpoint, int exitCode, String why, PostgresUrl postgres)
            throws Exception {
        var world = new World(folder.resolve("w"), postgres.url(), List.of(sink));
        world.addInput();
        var paused = world.startUntil(failpoint, "--lease", "3s");
        assertThat(paused.reaches()).isTrue();
        paused.pause();

        var next = world.run("--on-locked", "wait", "--lease", "3s");
        assertThat(next.exitCode()).as(next.err()).isZero();
        world.assertExactlyOnce("while the first stands still");

        paused.release();
        paused.resume();
        var first = paused.outcome();
        assertThat(first.exitCode()).as(first.err()).isEqualTo(exitCode);
        assertThat(first.err()).contains(why);

        world.addInput();
        assertThat(world.run().exitCode()).isZero();
        world.assertExactlyOnce("after it woke up");
    }

    @ParameterizedTest
    @CsvSource({
        "JSON, file-sink.after-intent:2, 5, was taken over by a newer run",
        // the database ends the transaction in which it stands still
        "POSTGRES_APPEND, jdbc-sink.before-commit, 1, terminating connection",
        "JSON, engine.after-stage, 5, was taken over by a newer run",
        "ICEBERG_PARTITIONS, iceberg-sink.before-commit, 5, was taken over by a newer run",
        "ICEBERG_UPSERT, iceberg-sink.before-commit, 5, was taken over by a newer run",
    })
    void isRefusedElsewhereToo(SinkKind sink, String failpoint, int exitCode, String why, PostgresUrl postgres)
            throws Exception {
        isRefusedWhenItWakesUp(sink, failpoint, exitCode, why, postgres);
    }
}
