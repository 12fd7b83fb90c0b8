// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.testkit.TestJvm;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What threads that share commits have been told is there after SIGKILL, and nothing by half. */
class KilledWritersIT {
    private static final int TOLD = 500;

    @TempDir
    Path dir;

    @Test
    void noAcknowledgedChangeIsLost() throws Exception {
        var where = dir.resolve("mastic.db").toString();
        var log = Files.createFile(dir.resolve("told"));
        var child = new ProcessBuilder(TestJvm.command(List.of(), KilledWriters.class, where))
                .redirectError(Redirect.INHERIT)
                .redirectOutput(log.toFile())
                .start();
        try {
            while (child.isAlive() && Files.readAllLines(log).size() < TOLD) {
                Thread.sleep(20);
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
        var told = Files.readAllLines(log);
        assertThat(told).hasSizeGreaterThanOrEqualTo(TOLD);
        try (var store = RelationalStore.open(where)) {
            var kept = RelationalStoreTest.texts(store, "select name from databases");
            assertThat(kept).containsAll(told);
            assertThat(kept).hasSizeLessThanOrEqualTo(told.size() + KilledWriters.THREADS);
            assertThat(RelationalStoreTest.texts(store, "select database_name from tables"))
                    .containsExactlyInAnyOrderElementsOf(kept);
        }
    }
}
