// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.examples.chaos;

import dev.mastic.core.failure.Failpoints;
import java.util.Collection;
import java.util.Random;

/**
 * Where a run is killed.
 *
 * @param failpoint with the count of how often it must be reached; empty for a moment of time
 * @param millis after the start, where there is no failpoint
 */
record Disturbance(String failpoint, long millis) {
    /** Any place that a job with these sinks comes to, or, now and then, any moment. */
    static Disturbance random(Random random, Collection<SinkKind> sinks) {
        if (random.nextInt(5) == 0) {
            return new Disturbance("", 500 + random.nextInt(9_000));
        }
        var places = Failpoints.names().stream()
                .filter(name -> isReached(name, sinks))
                .toList();
        int times = random.nextInt(3) == 0 ? 2 + random.nextInt(3) : 1;
        return new Disturbance(places.get(random.nextInt(places.size())) + ":" + times, 0);
    }

    private static boolean isReached(String failpoint, Collection<SinkKind> sinks) {
        return failpoint.startsWith("engine.") || sinks.stream().anyMatch(sink -> sink.has(failpoint));
    }

    /** The place without its count. */
    String place() {
        return failpoint.isEmpty() ? "any moment" : failpoint.substring(0, failpoint.indexOf(':'));
    }

    /** Kills a run; false if it was over before. */
    boolean kill(World world) throws Exception {
        if (failpoint.isEmpty()) {
            var child = world.start();
            Thread.sleep(millis);
            boolean alive = child.isAlive();
            child.kill();
            return alive;
        }
        var child = world.startUntil(failpoint);
        boolean reached = child.reaches();
        child.kill();
        return reached;
    }
}
