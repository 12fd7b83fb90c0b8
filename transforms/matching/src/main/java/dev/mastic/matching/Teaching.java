// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import dev.mastic.core.failure.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * What matching is taught, besides what it finds out by itself.
 *
 * @param model a folder on this machine's disk in which training has left a model: then that is used, and nothing is learned from the rows
 * @param labels a label file: what it says of pairs is learned
 * @param enforceProvidedLabels whether the labels, those of the model's folder too, hold in the output, whatever the model says
 * @param enforcedMatches another label file, which holds in the output and is not learned from
 */
public record Teaching(
        Optional<String> model,
        Optional<String> labels,
        boolean enforceProvidedLabels,
        Optional<String> enforcedMatches) {
    /** Nothing. */
    public static final Teaching NONE = new Teaching(Optional.empty(), Optional.empty(), false, Optional.empty());

    /** The file in a model's folder that keeps the labels. */
    public static final String LABELS = "labels.csv";

    /** The folder of the model. */
    Optional<Path> folder() {
        return model.map(Teaching::folder);
    }

    /**
     * A folder for a model.
     *
     * @throws UsageException if it does not lie on this machine's disk
     */
    static Path folder(String written) {
        if (written.contains("://")) {
            throw new UsageException("Cannot keep a model in " + written + ": models lie on this machine's disk only");
        }
        return Path.of(written);
    }

    /** What is learned from. */
    Answers learned(SparkSession spark, MatchColumns columns, Records records) {
        return labels.map(path -> Labels.read(spark, path, columns).answers(records))
                .orElse(Answers.NONE);
    }

    /** What is known, and what the enforced labels say. */
    Known enforced(SparkSession spark, MatchColumns columns, Records records, Known known) {
        var files = new ArrayList<String>(enforcedMatches.stream().toList());
        if (enforceProvidedLabels) {
            files.addAll(provided());
        }
        var all = known;
        for (var file : files) {
            var said = Labels.read(spark, file, columns).answers(records);
            all = all.and(said.pairs(true), said.pairs(false));
        }
        return all;
    }

    private List<String> provided() {
        var files = new ArrayList<String>(labels.stream().toList());
        folder().map(folder -> folder.resolve(LABELS))
                .filter(Files::exists)
                .ifPresent(file -> files.add(file.toString()));
        if (files.isEmpty()) {
            throw new UsageException("Cannot enforce labels: none are provided"
                    + folder().map(folder -> " in " + folder + " (mastic match import-labels brings them there)")
                            .orElse(" (labels or model names some)"));
        }
        return files;
    }
}
