// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.match;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.core.failure.UsageException;
import dev.mastic.matching.Labels;
import dev.mastic.matching.Teaching;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.verb.Sessions;
import dev.mastic.submit.verb.Verb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Brings labels into a model's folder. */
@Command(
        name = "import-labels",
        description = "Add a label file to those that match train learns from: rows behind labeling_set_id and label.")
final class MatchImportLabels extends Verb {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(names = "--labels", required = true, paramLabel = "FILE", description = "The label file, CSV as in Glue.")
    private String labels;

    @Option(names = "--model", required = true, paramLabel = "FOLDER", description = "The folder of the model.")
    private String model;

    @Option(names = "--replace", description = "Forget the labels that are there.")
    private boolean replace;

    @Override
    protected ExitCode execute(Console console) {
        if (model.contains("://")) {
            throw new UsageException("Cannot keep a model in " + model + ": models lie on this machine's disk only");
        }
        try (var workspace = openHere()) {
            var spark = Sessions.lazy("mastic match", workspace.project(), options())
                    .session();
            var file = Path.of(model).resolve(Teaching.LABELS);
            var added = Labels.checkedRows(spark, labels);
            var all = replace || !Files.exists(file)
                    ? added
                    : together(Labels.checkedRows(spark, file.toString()), added);
            long rows = all.count();
            new MatchOutput(file.toString()).write(all);
            var node = JSON.createObjectNode()
                    .put("labels", labels)
                    .put("model", model)
                    .put("imported", added.count())
                    .put("rows", rows);
            MatchReport.print(console, options().output(Console.Output.json), node);
            return ExitCode.OK;
        }
    }

    private Dataset<Row> together(Dataset<Row> kept, Dataset<Row> added) {
        if (!Set.of(kept.columns()).equals(Set.of(added.columns()))) {
            throw new UsageException("Cannot add " + labels + " to the labels in " + model + ": it has columns "
                    + String.join(", ", added.columns()) + " (expected " + String.join(", ", kept.columns())
                    + "); --replace forgets those that are there");
        }
        var taken = sets(kept);
        var own = sets(added);
        int number = 1;
        while (own.stream().map(named(number)).anyMatch(taken::contains)) {
            number++;
        }
        var set = functions.col(Labels.SET);
        return kept.unionByName(
                number == 1 ? added : added.withColumn(Labels.SET, functions.concat(set, functions.lit("-" + number))));
    }

    /** Sets of several files may have the same ids, and are other sets nevertheless. */
    private static UnaryOperator<String> named(int number) {
        return set -> number == 1 ? set : set + "-" + number;
    }

    private static Set<String> sets(Dataset<Row> rows) {
        return rows.select(Labels.SET).distinct().collectAsList().stream()
                .map(row -> row.getString(0))
                .collect(Collectors.toSet());
    }
}
