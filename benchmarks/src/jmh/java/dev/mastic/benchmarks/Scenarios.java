// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.benchmarks;

import java.util.List;

/** All scenarios. */
final class Scenarios {
    private Scenarios() {}

    static List<Scenario> all() {
        return List.of(new JsonRead(), new JsonInfer(), new MixedColumns(), new CsvRead(), new CsvInfer(), new CsvCleaning());
    }

    static Scenario named(String name) {
        return all().stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Cannot measure " + name + ": no such scenario (has: "
                        + all().stream().map(Scenario::name).toList() + ")"));
    }
}
