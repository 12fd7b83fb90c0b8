// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.examples.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.testkit.Distribution.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same job is started twice at about the same time, as by two schedulers. */
@Tag("chaos")
class TwoStartsIT {
    @TempDir
    private Path folder;

    @Test
    void oneDoesTheWorkAndTheOtherSaysWhoDoesIt() throws Exception {
        rounds(2, 1);
    }

    @Test
    void neverMix() throws Exception {
        rounds(50, Long.getLong("mastic.chaos.seed", System.currentTimeMillis()));
    }

    private void rounds(int rounds, long seed) throws Exception {
        var random = new Random(seed);
        var world = new World(folder.resolve("w"), "", List.of(SinkKind.PARQUET, SinkKind.ICEBERG_APPEND));
        int refused = 0;
        for (int round = 0; round < rounds; round++) {
            world.addInput();
            var first = world.start();
            Thread.sleep(random.nextInt(2_000));
            var second = world.start();
            refused += check(first.outcome()) + check(second.outcome());
            assertThat(world.run().exitCode()).isZero();
            world.assertExactlyOnce("seed " + seed + ", round " + round);
        }
        System.out.println("two starts: " + refused + " of " + rounds + " rounds had one refused");
        assertThat(refused).isPositive();
    }

    /** 1 if the run was refused because the other was there. */
    private static int check(Outcome run) {
        assertThat(run.exitCode()).as(run.err()).isIn(0, 5);
        if (run.exitCode() == 5) {
            assertThat(run.err()).contains("holds its lease", "process");
        }
        return run.exitCode() == 5 ? 1 : 0;
    }
}
