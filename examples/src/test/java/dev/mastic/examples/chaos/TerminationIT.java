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
import org.junit.jupiter.params.provider.ValueSource;

/** SIGTERM, as of a scheduler that stops a run or of a node that is taken away: the run takes its output back, or finishes its commits. */
@Tag("chaos")
@ExtendWith(PostgresExtension.class)
class TerminationIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"engine.after-plan", "engine.during-stage:2", "engine.after-stage", "engine.before-sink-commit:2"
            })
    void endsTheRunInOrder(String failpoint, PostgresUrl postgres) throws Exception {
        var sinks = List.of(SinkKind.PARQUET, SinkKind.ICEBERG_APPEND, SinkKind.POSTGRES_APPEND);
        var world = new World(folder.resolve("w"), postgres.url(), sinks);
        world.addInput();
        var child = world.startUntil(failpoint);
        assertThat(child.reaches()).isTrue();
        child.terminate();
        Thread.sleep(200);
        child.release();
        var ended = child.outcome();
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(143);

        var next = world.run();
        assertThat(next.exitCode()).as(next.err()).isZero();
        world.assertExactlyOnce("SIGTERM at " + failpoint);
    }
}
