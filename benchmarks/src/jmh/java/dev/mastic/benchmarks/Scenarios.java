// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.benchmarks;

import java.util.List;
import java.util.stream.Stream;

/** All scenarios. */
final class Scenarios {
    private Scenarios() {}

    static List<Scenario> all() {
        return List.of(
                new JsonRead(), new JsonInfer(), new MixedColumns(), new CsvRead(), new CsvInfer(), new CsvCleaning());
    }

    /** All, and those whose input is not so many bytes, or whose other side is not Spark. */
    static Scenario named(String name) {
        return Stream.concat(
                        all().stream(),
                        Stream.of(
                                new JsonEvidence(),
                                new Planning(),
                                new BookmarkPlanning(),
                                new NothingNew(),
                                new ManyFiles(),
                                new Maintain(),
                                ManySmallFiles.first(),
                                ManySmallFiles.again(),
                                ManySmallFiles.againWithHadoop()))
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Cannot measure " + name + ": no such scenario (has: "
                        + all().stream().map(Scenario::name).toList() + ")"));
    }
}
