// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.match;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.core.failure.UsageException;
import dev.mastic.matching.Estimate;
import dev.mastic.matching.MatchTraining;
import dev.mastic.matching.Trained;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.query.Reading;
import dev.mastic.submit.query.RefusedRows;
import dev.mastic.submit.verb.Sessions;
import dev.mastic.submit.verb.Verb;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Learns a model. */
@Command(
        name = "train",
        description = "Learn from rows, and from the labels in the model's folder, and leave model.json there.")
final class MatchTrain extends Verb {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(
            names = "--input",
            required = true,
            paramLabel = "PATH|TABLE",
            description = "The rows, as for match run; may be repeated.")
    private List<String> inputs;

    @Option(names = "--model", required = true, paramLabel = "FOLDER", description = "Where the model goes.")
    private String model;

    @Option(
            names = "--labeling-set",
            paramLabel = "FILE",
            description = "Write the rows that labels would help most with: fill the column label, then import them.")
    private String labelingSet;

    @Option(
            names = "--sets",
            paramLabel = "N",
            description = "How many sets of at most ten rows there are in it. Default: ${DEFAULT-VALUE}.")
    private int sets = 10;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Another number draws other sets. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Mixin
    private MatchOptions match = new MatchOptions();

    @Override
    protected ExitCode execute(Console console) {
        if (sets < 1) {
            throw new UsageException("Cannot write " + sets + " labelling sets (--sets expects 1 or more)");
        }
        var tradeoffs = match.tradeoffs();
        var asked = Optional.ofNullable(labelingSet).map(MatchOutput::new);
        try (var workspace = openHere();
                var refused = new RefusedRows(match.faults(), console)) {
            var spark = Sessions.lazy("mastic match", workspace.project(), options());
            var all = MatchInputs.read(new Reading(workspace, spark, "mastic match"), inputs, match.id())
                    .sourced(match.source());
            var trained =
                    new MatchTraining(match.id(), all.source(), match.columns(), tradeoffs).train(all.rows(), model);
            asked.ifPresent(file -> file.write(all.shown(trained.labelingSets(sets, seed))));
            refused.addAll(trained.rows());
            print(console, trained);
            return refused.anyWholeFile() ? ExitCode.FAILED : ExitCode.OK;
        }
    }

    private void print(Console console, Trained trained) {
        var node = JSON.createObjectNode();
        inputs.forEach(node.putArray("inputs")::add);
        node.put("model", model)
                .put("records", trained.records())
                .put("pairs", trained.pairs())
                .put("labelledPairs", trained.labelledPairs())
                .put("labelledMatches", trained.labelledMatches());
        Optional.ofNullable(labelingSet).ifPresent(file -> node.put("labelingSet", file));
        trained.estimate().ifPresent(estimate -> put(node.putObject("estimate"), estimate));
        MatchReport.print(console, options().output(Console.Output.json), node);
    }

    private static void put(ObjectNode node, Estimate estimate) {
        node.put("truePositives", estimate.truePositives())
                .put("falsePositives", estimate.falsePositives())
                .put("trueNegatives", estimate.trueNegatives())
                .put("falseNegatives", estimate.falseNegatives())
                .put("precision", MatchReport.rounded(estimate.precision()))
                .put("recall", MatchReport.rounded(estimate.recall()));
        put(node, "precision95", estimate.precisionInterval());
        put(node, "recall95", estimate.recallInterval());
    }

    private static void put(ObjectNode node, String name, Estimate.Interval interval) {
        node.putArray(name).add(MatchReport.rounded(interval.low())).add(MatchReport.rounded(interval.high()));
    }
}
