// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.examples.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.testkit.PostgresExtension;
import dev.mastic.testkit.PostgresExtension.PostgresUrl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills real runs at failpoints and at any moment, and often the run that recovers from it too, over all kinds of sinks. After each series of
 * kills one run goes through, and then everything that went in is in every target exactly once, or among the faults exactly once. The seed is
 * printed; {@code -Dmastic.chaos.seed=N} repeats the choice of sinks and places, {@code -Dmastic.chaos.kills=N} says how many kills, and
 * {@code -Dmastic.chaos.sinks=PARQUET,ICEBERG_APPEND} takes only these kinds.
 */
@Tag("chaos")
@ExtendWith(PostgresExtension.class)
class ChaosIT {
    private static final int KILLS = Integer.getInteger("mastic.chaos.kills", 200);
    private static final List<SinkKind> SINKS = Arrays.stream(
                    System.getProperty("mastic.chaos.sinks", "").split(","))
            .filter(name -> !name.isBlank())
            .map(SinkKind::valueOf)
            .toList();
    private static final List<SinkKind> KINDS = SINKS.isEmpty() ? List.of(SinkKind.values()) : SINKS;
    private static final int SINKS_IN_A_WORLD = Math.min(3, KINDS.size());
    private static final int ROUNDS_IN_A_WORLD = 5;

    private final long seed = Long.getLong("mastic.chaos.seed", System.currentTimeMillis());
    private final Random random = new Random(seed);
    private final List<SinkKind> untried = new ArrayList<>();
    private final Map<String, Integer> byPlace = new TreeMap<>();
    private final Map<SinkKind, Integer> bySink = new TreeMap<>();
    private int kills;
    private int afterStaging;

    @TempDir
    private Path folder;

    @Test
    void losesAndDoublesNothing(PostgresUrl postgres) throws Exception {
        System.out.println("chaos: seed " + seed);
        for (int number = 0; kills < KILLS; number++) {
            var sinks = nextSinks();
            disturb(new World(folder.resolve("w" + number), postgres.url(), sinks), sinks);
        }
        System.out.printf(
                "chaos: %d kills, %d of them after the first staged file: 0 lost, 0 doubled%n", kills, afterStaging);
        System.out.printf("chaos: by sink %s%nchaos: by place %s%n", bySink, byPlace);
        assertThat(afterStaging).isGreaterThanOrEqualTo(KILLS / 4);
        assertThat(bySink).hasSizeGreaterThanOrEqualTo(Math.min(KINDS.size(), KILLS / ROUNDS_IN_A_WORLD));
    }

    /** All kinds come in turn, in an order that each round makes anew. */
    private List<SinkKind> nextSinks() {
        if (untried.size() < SINKS_IN_A_WORLD) {
            var more = new ArrayList<>(KINDS);
            more.removeAll(untried);
            Collections.shuffle(more, random);
            untried.addAll(more);
        }
        var next = List.copyOf(untried.subList(0, SINKS_IN_A_WORLD));
        untried.subList(0, SINKS_IN_A_WORLD).clear();
        return next;
    }

    private void disturb(World world, List<SinkKind> sinks) throws Exception {
        for (int round = 0; round < ROUNDS_IN_A_WORLD && kills < KILLS; round++) {
            world.addInput();
            var story = new ArrayList<String>();
            for (int times = 1 + random.nextInt(3); times > 0; times--) {
                var disturbance = Disturbance.random(random, sinks);
                boolean killed = disturbance.kill(world);
                story.add((killed ? "killed at " : "came not to ") + disturbance);
                count(killed, disturbance, world, sinks);
                if (random.nextInt(4) == 0) {
                    world.addInput();
                }
            }
            var outcome = world.run();
            assertThat(outcome.exitCode())
                    .as("seed %d, %s, %s: %s", seed, sinks, story, outcome.err())
                    .isZero();
            world.assertExactlyOnce("seed " + seed + ", " + story);
        }
    }

    private void count(boolean killed, Disturbance disturbance, World world, List<SinkKind> sinks) throws Exception {
        if (killed) {
            kills++;
            byPlace.merge(disturbance.place(), 1, Integer::sum);
            sinks.forEach(sink -> bySink.merge(sink, 1, Integer::sum));
            afterStaging += world.hasFilesOfUnfinishedRuns() ? 1 : 0;
        }
    }
}
