// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Both sides of a scenario: one round each in a JVM of its own first, then their outputs are compared, then they run by turns in this JVM.
 *
 * @param rounds how often each side is timed warm; two more rounds come before
 */
record Duel(Scenario scenario, Input input, int rounds) {
    /** Rounds of each side that are not timed; the comparison has heated both before. */
    static final int WARM_UP = 2;

    /**
     * The times of both sides.
     *
     * @throws IllegalStateException if their outputs differ
     */
    Outcome run() {
        var cold = new TreeMap<String, Round>();
        var warm = new TreeMap<String, List<Round>>();
        try (var session = Bench.session()) {
            var sides = scenario.sides(session, input);
            for (var side : sides) {
                cold.put(side.name(), inNewJvm(side.name()));
            }
            compare(sides);
            for (int round = 0; round < WARM_UP + rounds; round++) {
                for (var side : sides) {
                    var time = Round.of(side);
                    System.err.printf("%s %s %.2f s%n", scenario.name(), side.name(), time.seconds());
                    if (round >= WARM_UP) {
                        warm.computeIfAbsent(side.name(), n -> new ArrayList<>())
                                .add(time);
                    }
                }
            }
        }
        return new Outcome(scenario.name(), input.bytes(), Map.copyOf(cold), Map.copyOf(warm));
    }

    private void compare(List<Side> sides) {
        var first = new TreeMap<String, String>();
        for (var side : sides) {
            side.prepare();
            side.run();
            first.put(side.name(), side.fingerprint());
        }
        if (first.values().stream().distinct().count() > 1) {
            throw new IllegalStateException("Cannot compare " + scenario.name() + ": the outputs differ: " + first);
        }
        System.err.println(scenario.name() + ": equal outputs " + first.values());
    }

    private Round inNewJvm(String side) {
        var command = new ArrayList<String>();
        command.add(Child.JAVA);
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(Bench.coldArguments(scenario, input, side));
        var said = new Child(command).run();
        return Round.parse(said.substring(said.lastIndexOf('\n') + 1));
    }
}
