// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.examples.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The database that holds the state goes away while a run works, and comes back later. */
@Tag("chaos")
class LostDatabaseIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "engine.after-lease, 1",
        "engine.after-plan, 1",
        "engine.after-stage, 1",
        "engine.before-sink-commit, 1", // of the Iceberg table, which its catalog in the same database makes visible
        "engine.before-sink-commit:2, 7", // of files, which become visible without it
        "engine.after-commit, 7"
    })
    void stopsTheRunAndTheNextOneEndsIt(String failpoint, int exitCode) throws Exception {
        var data = folder.resolve("postgres");
        var server = start(data, 0);
        int port = server.getPort();
        var state = server.getJdbcUrl("postgres", "postgres");
        var world = new World(folder.resolve("w"), "", state, List.of(SinkKind.PARQUET, SinkKind.ICEBERG_APPEND));
        world.addInput();
        var child = world.startUntil(failpoint);
        assertThat(child.reaches()).isTrue();
        server.close();
        child.release();
        var stopped = child.outcome();
        assertThat(stopped.exitCode()).as(stopped.err()).isEqualTo(exitCode);
        assertThat(stopped.err()).doesNotContain("\tat ").contains("localhost:" + port);

        try (var again = start(data, port)) {
            var next = world.run();
            assertThat(next.exitCode()).as(next.err()).isZero();
            world.assertExactlyOnce("the database went away at " + failpoint);
        }
    }

    private static EmbeddedPostgres start(Path data, int port) throws IOException {
        var builder = EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false);
        return (port == 0 ? builder : builder.setPort(port)).start();
    }
}
