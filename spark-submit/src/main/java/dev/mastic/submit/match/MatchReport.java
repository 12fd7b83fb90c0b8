// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.match;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.matching.MatchSummary;
import dev.mastic.submit.console.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is said of a match.
 *
 * @param seconds from the first look at the inputs to the last row written
 */
record MatchReport(List<String> inputs, String to, MatchSummary summary, double seconds) {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The record as a whole has no name. */
    private static final String WHOLE = "*";

    void print(Console console, Console.Output form) {
        print(console, form, node());
    }

    /** Prints a document: as a table only its numbers. */
    static void print(Console console, Console.Output form, ObjectNode node) {
        if (form == Console.Output.json) {
            console.print(node);
            return;
        }
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("what", "number"));
        node.fields().forEachRemaining(field -> {
            if (field.getValue().isNumber()) {
                rows.add(List.of(field.getKey(), field.getValue().asText()));
            }
        });
        console.rows(form, rows);
    }

    private ObjectNode node() {
        var node = JSON.createObjectNode();
        inputs.forEach(node.putArray("inputs")::add);
        node.put("to", to)
                .put("records", summary.records())
                .put("sources", summary.sources())
                .put("pairs", summary.pairs())
                .put("groups", summary.groups())
                .put("grouped", summary.grouped())
                .put("largest", summary.largest())
                .put("bridges", summary.bridges())
                .put("leastChance", rounded(summary.leastChance()))
                .put("seconds", rounded(seconds));
        var columns = node.putArray("columns");
        summary.columns().forEach(weight -> columns.addObject()
                .put("name", weight.column().isEmpty() ? WHOLE : weight.column())
                .put("agreement", rounded(weight.agreement()))
                .put("disagreement", rounded(weight.disagreement())));
        return node;
    }

    static double rounded(double value) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.3f", value));
    }
}
