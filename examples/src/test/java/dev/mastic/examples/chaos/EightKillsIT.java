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

/** One job writes through a sink of each family at once, so that every kill meets every one of them, before, in or after its commit. */
@ExtendWith(PostgresExtension.class)
class EightKillsIT {
    private static final List<SinkKind> SINKS = List.of(
            SinkKind.JSON,
            SinkKind.CSV_PARTITIONS,
            SinkKind.TABLE,
            SinkKind.ICEBERG_APPEND,
            SinkKind.ICEBERG_UPSERT,
            SinkKind.POSTGRES_APPEND);

    @TempDir
    private Path folder;

    @Tag("chaos")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "engine.after-plan",
                "engine.during-stage:4",
                "file-sink.after-rename:2",
                "iceberg-sink.after-commit",
                "engine.after-commit",
                "engine.after-stage",
                "file-sink.before-done:3",
                "engine.after-advance",
            })
    void everySinkSurvives(String failpoint, PostgresUrl postgres) throws Exception {
        var world = new World(folder.resolve("w"), postgres.url(), SINKS);
        world.addInput();
        var child = world.startUntil(failpoint);
        assertThat(child.reaches()).as(failpoint).isTrue();
        child.kill();
        world.addInput();

        var outcome = world.run();
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        world.assertExactlyOnce("killed at " + failpoint);
    }
}
