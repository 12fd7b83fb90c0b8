// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What a duel has found.
 *
 * @param cold the first round in a new JVM, by side, with the session started before
 * @param warm the timed rounds in a heated JVM, by side
 */
record Outcome(String scenario, long bytes, Map<String, Round> cold, Map<String, List<Round>> warm) {
    /** The name of the side that Spark takes alone. */
    static final String SPARK = "spark";
    /** The name of our side. */
    static final String MASTIC = "mastic";

    static final String HEAD = """
            | scenario | MB | warm, s: Spark | warm, s: Mastic | Spark / Mastic | warm, CPU s: Spark, Mastic | first, s: Spark, Mastic |
            |---|---|---|---|---|---|---|
            """;

    /** The row of the table: medians, with the least and the most in brackets. */
    String row() {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %s | %s | %s | %s | %s |",
                scenario,
                bytes >> 20,
                times(SPARK),
                times(MASTIC),
                ratios(),
                both(warmMedian(SPARK, Round::cpu), warmMedian(MASTIC, Round::cpu)),
                both(first(SPARK), first(MASTIC)));
    }

    void write(Path folder, String size) throws IOException {
        Files.createDirectories(folder);
        var file = folder.resolve(scenario + "-" + size + ".json");
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), this);
    }

    private List<Double> all(String side, ToDoubleFunction<Round> of) {
        return warm.getOrDefault(side, List.of()).stream()
                .map(of::applyAsDouble)
                .toList();
    }

    private OptionalDouble warmMedian(String side, ToDoubleFunction<Round> of) {
        return median(all(side, of));
    }

    private OptionalDouble first(String side) {
        return cold.containsKey(side) ? OptionalDouble.of(cold.get(side).seconds()) : OptionalDouble.empty();
    }

    private String times(String side) {
        return spread("%.2f (%.2f–%.2f)", warmMedian(side, Round::seconds), all(side, Round::seconds));
    }

    /** The ratio of the medians, and those of the rounds that followed each other. */
    private String ratios() {
        var spark = all(SPARK, Round::seconds);
        var mastic = all(MASTIC, Round::seconds);
        if (spark.isEmpty() || mastic.isEmpty()) {
            return "–";
        }
        var pairs = IntStream.range(0, spark.size())
                .mapToObj(i -> spark.get(i) / mastic.get(i))
                .toList();
        double medians = median(spark).orElseThrow() / median(mastic).orElseThrow();
        return spread("%.2f × (%.2f–%.2f)", OptionalDouble.of(medians), pairs);
    }

    private static String both(OptionalDouble spark, OptionalDouble mastic) {
        var one = spark.isPresent() ? String.format(Locale.ROOT, "%.2f", spark.getAsDouble()) : "–";
        var two = mastic.isPresent() ? String.format(Locale.ROOT, "%.2f", mastic.getAsDouble()) : "–";
        return spark.isPresent() && mastic.isPresent()
                ? String.format(Locale.ROOT, "%s, %s (%.2f ×)", one, two, spark.getAsDouble() / mastic.getAsDouble())
                : one + ", " + two;
    }

    private static String spread(String format, OptionalDouble middle, List<Double> values) {
        if (middle.isEmpty()) {
            return "–";
        }
        return String.format(
                Locale.ROOT, format, middle.getAsDouble(), Collections.min(values), Collections.max(values));
    }

    private static OptionalDouble median(List<Double> values) {
        if (values.isEmpty()) {
            return OptionalDouble.empty();
        }
        var sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return OptionalDouble.of(
                sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2);
    }
}
