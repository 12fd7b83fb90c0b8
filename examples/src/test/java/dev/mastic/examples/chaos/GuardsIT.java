// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.examples.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.io.FileListing;
import dev.mastic.testkit.ChildProcess;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Takes one guard after the other away: then the same kills and pauses that do no harm lose or double rows, and the tests see it. */
@Tag("chaos")
class GuardsIT {
    @TempDir
    private Path folder;

    @Test
    void withoutRecoveryRowsAreDoubled() throws Exception {
        var world = world(SinkKind.ICEBERG_APPEND);
        kill(world.startUntil("iceberg-sink.after-commit"));
        assertThat(world.startWithout(Guard.RECOVERY).outcome().exitCode()).isZero();
        assertDamage(world, "doubled={0=2, 1=2");
    }

    @Test
    void whenBookmarksMoveBeforeTheCommitRowsAreLost() throws Exception {
        var world = world(SinkKind.PARQUET);
        kill(world.startWithoutUntil(Guard.COMMIT_BEFORE_ADVANCE, "engine.before-sink-commit"));
        assertThat(world.run().exitCode()).isZero();
        assertDamage(world, "lost=[0, 1, 2");
    }

    @Test
    void withoutTheFenceAPausedRunDoublesRows() throws Exception {
        var world = new World(folder.resolve("w"), "", List.of(SinkKind.ICEBERG_APPEND));
        // no row is refused: nothing is visible yet, so that the next run takes everything back and reads it again
        world.addInput(10);
        var paused = world.startWithoutUntil(Guard.FENCE, "iceberg-sink.before-commit");
        assertThat(paused.reaches()).isTrue();
        world.takeLeaseAway();
        assertThat(world.run().exitCode()).isZero();
        world.assertEachIdOnce("while the first stands still");
        paused.release();
        var woken = paused.outcome();
        assertThat(woken.exitCode()).as(woken.err()).isEqualTo(5);
        assertDamage(world, "doubled={0=2, 1=2");
    }

    @Test
    void withoutAnIntentReadersSeeAPartOfACommit() throws Exception {
        var world = world(SinkKind.JSON);
        kill(world.startUntil("file-sink.after-rename"));
        assertThat(seen()).isEmpty();
        assertThat(world.run().exitCode()).isZero();
        world.addInput();
        int before = seen().size();
        kill(world.startWithoutUntil(Guard.INTENT, "file-sink.after-rename"));
        assertThat(seen()).hasSizeGreaterThan(before);
    }

    private World world(SinkKind sink) throws Exception {
        var world = new World(folder.resolve("w"), "", List.of(sink));
        world.addInput();
        return world;
    }

    private static void kill(ChildProcess child) throws Exception {
        assertThat(child.reaches()).isTrue();
        child.kill();
    }

    private static void assertDamage(World world, String what) {
        assertThatThrownBy(() -> world.assertExactlyOnce("without a guard"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(what);
    }

    /** What readers of Mastic see of the refused rows, which are committed first. */
    private List<?> seen() {
        return FileListing.list(folder.resolve("w/out/faults").toString(), new Configuration());
    }
}
