// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Explores random schedules of the protocol. A schedule that breaks the promise is told with its seed; {@code
 * -Dmastic.seed=N} repeats exactly that one.
 */
class ProtocolSimulationTest {
    private static final Set<Guard> ALL = EnumSet.allOf(Guard.class);
    private static final long SCHEDULES = 10_000;
    private static final long MANY = Long.getLong("mastic.schedules", 1_000_000);
    private static final int SHOWN = 60;

    @Test
    void keepsThePromise() {
        var seed = Optional.ofNullable(Long.getLong("mastic.seed"));
        assertKeepsThePromise(seed.map(LongStream::of).orElseGet(() -> LongStream.range(0, SCHEDULES)));
    }

    @Test
    @Tag("chaos")
    void keepsThePromiseInAMillionSchedules() {
        assertKeepsThePromise(LongStream.range(0, MANY));
        System.out.println("simulation: " + MANY + " schedules without a violation");
    }

    private static void assertKeepsThePromise(LongStream seeds) {
        var violated = seeds.parallel()
                .filter(seed -> violation(seed, ALL).isPresent())
                .findFirst();

        violated.ifPresent(seed -> assertThatCode(() -> traced(seed)).doesNotThrowAnyException());
        assertThat(violated).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Guard.class)
    void findsWhatHappensWithoutAGuard(Guard missing) {
        var others = EnumSet.complementOf(EnumSet.of(missing));

        var violated = LongStream.range(0, SCHEDULES)
                .mapToObj(seed -> violation(seed, others))
                .flatMap(Optional::stream)
                .findFirst();

        assertThat(violated).isPresent();
    }

    @Test
    void repeatsAScheduleExactly() {
        assertThat(trace(7)).isEqualTo(trace(7)).isNotEqualTo(trace(8));
    }

    private static List<String> trace(long seed) {
        var simulation = new Simulation(seed, ALL, true);
        simulation.run();
        return simulation.trace();
    }

    private static Optional<String> violation(long seed, Set<Guard> guards) {
        try {
            new Simulation(seed, guards, false).run();
            return Optional.empty();
        } catch (ViolationException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static void traced(long seed) {
        var simulation = new Simulation(seed, ALL, true);
        try {
            simulation.run();
        } catch (ViolationException e) {
            var trace = simulation.trace();
            var last = trace.subList(Math.max(0, trace.size() - SHOWN), trace.size());
            throw new AssertionError(
                    e.getMessage() + "\n  repeat it with: mvn test -pl jobs/engine -am"
                            + " -Dtest=ProtocolSimulationTest -Dsurefire.failIfNoSpecifiedTests=false -Dmastic.seed="
                            + seed
                            + "\n  " + String.join("\n  ", last),
                    e);
        }
    }
}
