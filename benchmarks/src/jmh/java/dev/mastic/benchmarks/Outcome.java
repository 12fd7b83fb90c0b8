// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a duel has found.
 *
 * @param cold seconds of the first round in a new JVM, by side, with the session started before
 * @param warm seconds of the timed rounds in a heated JVM, by side
 */
record Outcome(String scenario, long bytes, Map<String, Double> cold, Map<String, List<Double>> warm) {
    /** The name of the side that Spark takes alone. */
    static final String SPARK = "spark";
    /** The name of our side. */
    static final String MASTIC = "mastic";

    static final String HEAD = """
            | scenario | MB | Spark warm, s: median (min–max) | Mastic warm, s: median (min–max) | ratio of medians | cold, s: Spark, Mastic, ratio |
            |---|---|---|---|---|---|
            """;

    /** The row of the table. */
    String row() {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %s | %s | %s | %s |",
                scenario,
                bytes >> 20,
                times(SPARK),
                times(MASTIC),
                warm.containsKey(MASTIC) ? ratio(median(SPARK), median(MASTIC)) : "–",
                cold.containsKey(MASTIC)
                        ? String.format(Locale.ROOT, "%.2f, %.2f, ", cold.get(SPARK), cold.get(MASTIC))
                                + ratio(cold.get(SPARK), cold.get(MASTIC))
                        : String.format(Locale.ROOT, "%.2f", cold.get(SPARK)));
    }

    void write(Path folder, String size) throws IOException {
        Files.createDirectories(folder);
        var file = folder.resolve(scenario + "-" + size + ".json");
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), this);
    }

    private String times(String side) {
        var times = warm.get(side);
        return times == null
                ? "–"
                : String.format(
                        Locale.ROOT,
                        "%.2f (%.2f–%.2f)",
                        median(side),
                        times.stream().min(Double::compare).orElseThrow(),
                        times.stream().max(Double::compare).orElseThrow());
    }

    private double median(String side) {
        var sorted = warm.get(side).stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static String ratio(double spark, double mastic) {
        return String.format(Locale.ROOT, "%.2f ×", spark / mastic);
    }
}
