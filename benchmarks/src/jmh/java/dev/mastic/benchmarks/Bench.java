// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/** The command: {@code Bench NAME|all SIZE ROUNDS FOLDER}. Prints a Markdown table, and writes one JSON file a duel. */
public final class Bench {
    private static final String COLD = "--cold";

    private Bench() {}

    /** Runs the duels that are asked for, or one cold round of one side. */
    public static void main(String[] args) throws IOException {
        if (args.length > 0 && args[0].equals(COLD)) {
            cold(Arrays.copyOfRange(args, 1, args.length));
            return;
        }
        if (args.length != 4) {
            throw new IllegalArgumentException(
                    "Cannot measure " + List.of(args) + ": expected NAME|all SIZE ROUNDS FOLDER");
        }
        var scenarios = args[0].equals("all") ? Scenarios.all() : List.of(Scenarios.named(args[0]));
        var folder = Path.of(args[3]);
        var outcomes = new ArrayList<Outcome>();
        for (var scenario : scenarios) {
            var input = new Input(folder.resolve("bench-data"), size(args[1]));
            scenario.generate(input);
            outcomes.add(new Duel(scenario, input, Integer.parseInt(args[2])).run());
            outcomes.get(outcomes.size() - 1).write(folder.resolve("bench-results"), args[1]);
        }
        System.out.println(Outcome.HEAD + outcomes.stream().map(Outcome::row).collect(Collectors.joining("\n")));
    }

    /** What {@link #main} is to be told so that it runs one round of one side in a new JVM, and prints what it took. */
    static List<String> coldArguments(Scenario scenario, Input input, String side) {
        return List.of(
                Bench.class.getName(),
                COLD,
                scenario.name(),
                Long.toString(input.bytes()),
                input.folder().toString(),
                side);
    }

    private static void cold(String[] args) {
        var scenario = Scenarios.named(args[0]);
        var input = new Input(Path.of(args[2]), Long.parseLong(args[1]));
        try (var session = session()) {
            var side = scenario.sides(session, input).stream()
                    .filter(one -> one.name().equals(args[3]))
                    .findFirst()
                    .orElseThrow();
            System.out.println(Round.of(side).print());
        }
    }

    /** The same for both sides: two threads, Spark's own defaults otherwise. */
    static SparkSession session() {
        return SparkSession.builder()
                .master("local[2]")
                .appName("benchmarks")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.session.timeZone", "UTC")
                .getOrCreate();
    }

    private static long size(String written) {
        var text = written.toLowerCase(Locale.ROOT);
        int unit = "kmg".indexOf(text.charAt(text.length() - 1));
        return unit < 0
                ? Long.parseLong(text)
                : Long.parseLong(text.substring(0, text.length() - 1)) << (10 * (unit + 1));
    }
}
