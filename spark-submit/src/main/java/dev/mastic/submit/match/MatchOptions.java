// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.match;

import dev.mastic.core.failure.UsageException;
import dev.mastic.matching.Tradeoffs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What the verbs say of columns and of trade-offs. */
final class MatchOptions {
    @Option(
            names = "--id",
            required = true,
            paramLabel = "COLUMN",
            description = "The column that tells each row from all others.")
    private String id;

    @Option(
            names = "--source",
            paramLabel = "COLUMN",
            description =
                    "The column that says where a row comes from: only rows of different sources match. With several"
                            + " inputs it is added where they have none.")
    private String source;

    @Option(
            names = "--columns",
            paramLabel = "COLUMN[,COLUMN]",
            split = ",",
            description = "The columns that are compared. Default: all but the id and the source.")
    private List<String> columns = new ArrayList<>();

    @Option(
            names = "--precision-recall-tradeoff",
            paramLabel = "X",
            description = "From 0 to 1: towards 1 a pair needs more evidence. Default: 0.5.")
    private double precisionRecall = 0.5;

    @Option(
            names = "--accuracy-cost-tradeoff",
            paramLabel = "X",
            description = "From 0 to 1: towards 1 more pairs are looked at. Default: 0.5.")
    private double accuracyCost = 0.5;

    @Option(
            names = "--faults",
            paramLabel = "FILE",
            description = "Where rows go that cannot be read, as NDJSON. Default: the first on stderr.")
    private Path faults;

    String id() {
        return id;
    }

    Optional<String> source() {
        return Optional.ofNullable(source);
    }

    List<String> columns() {
        return columns;
    }

    Optional<Path> faults() {
        return Optional.ofNullable(faults);
    }

    /**
     * Both trade-offs.
     *
     * @throws UsageException if one is not from 0 to 1
     */
    Tradeoffs tradeoffs() {
        return new Tradeoffs(
                share("--precision-recall-tradeoff", precisionRecall), share("--accuracy-cost-tradeoff", accuracyCost));
    }

    private static double share(String option, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new UsageException("Cannot match: " + option + " is " + value + " (expected a number from 0 to 1)");
        }
        return value;
    }
}
