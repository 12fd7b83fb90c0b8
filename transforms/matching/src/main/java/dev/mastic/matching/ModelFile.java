// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.IoReason;
import dev.mastic.core.failure.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** What was learned as readable JSON: names of columns and numbers, no value of any row. */
final class ModelFile {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String NAME = "model.json";
    private static final String FORMAT = "mastic-match-model";
    private static final int VERSION = 1;

    private ModelFile() {}

    /** What is in the file. */
    record Content(List<String> columns, MatchModel model) {}

    static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(NAME));
    }

    static void write(Path folder, List<String> columns, MatchModel model) {
        var node = JSON.createObjectNode().put("format", FORMAT).put("version", VERSION);
        node.set("columns", JSON.valueToTree(columns));
        node.set("comparisons", JSON.valueToTree(model.comparisons()));
        var first = node.putObject("weights").put("prior", model.weights().prior());
        first.set("cuts", JSON.valueToTree(model.weights().cuts()));
        first.set("levels", JSON.valueToTree(model.weights().weights()));
        var rounds = node.putArray("rounds");
        for (var round : model.rounds()) {
            var one = rounds.addObject();
            one.set("means", JSON.valueToTree(round.means()));
            one.set("deviations", JSON.valueToTree(round.deviations()));
            one.set("coefficients", JSON.valueToTree(round.coefficients()));
        }
        var file = folder.resolve(NAME);
        try {
            Files.createDirectories(folder);
            var part = Files.createTempFile(folder, "." + NAME, ".part");
            JSON.writeValue(part.toFile(), node);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new EtlException("Cannot write " + file + ": " + IoReason.of(e), e);
        }
    }

    /**
     * Reads it again.
     *
     * @throws UsageException if there is none, or none of this version
     */
    static Content read(Path folder) {
        var file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            throw new UsageException("Cannot match by the model in " + folder
                    + ": there is no model.json; mastic match train makes one");
        }
        try {
            var node = JSON.readTree(file.toFile());
            if (!FORMAT.equals(node.path("format").asText())
                    || node.path("version").asInt() != VERSION) {
                throw new UsageException("Cannot match by " + file + ": it is "
                        + (FORMAT.equals(node.path("format").asText())
                                ? "version " + node.path("version").asText() + " of a model"
                                : "no model of matches")
                        + " (expected " + FORMAT + " of version " + VERSION + "); train it again");
            }
            return content(node);
        } catch (IOException | IllegalArgumentException e) {
            throw new UsageException(
                    "Cannot match by " + file + ": it is no model that was written by training ("
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("") + "); train it again",
                    e);
        }
    }

    private static Content content(JsonNode node) {
        var first = node.path("weights");
        var rounds = new ArrayList<Logistic>();
        for (var round : node.path("rounds")) {
            rounds.add(new Logistic(
                    numbers(round, "means"), numbers(round, "deviations"), numbers(round, "coefficients")));
        }
        var names = List.of(JSON.convertValue(node.path("comparisons"), String[].class));
        var weights = new FellegiSunter(
                JSON.convertValue(first.path("cuts"), float[][].class),
                JSON.convertValue(first.path("levels"), double[][].class),
                first.path("prior").asDouble());
        if (weights.cuts().length != names.size() || weights.weights().length != names.size()) {
            throw new IllegalArgumentException(names.size() + " comparisons, but not as many weights");
        }
        return new Content(
                List.of(JSON.convertValue(node.path("columns"), String[].class)),
                new MatchModel(names, weights, List.copyOf(rounds)));
    }

    private static double[] numbers(JsonNode node, String name) {
        return JSON.convertValue(node.path(name), double[].class);
    }
}
