// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.query;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.quality.Profile;
import dev.mastic.submit.console.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A profile for programs and as a table; scripts rely on the names. */
final class ProfileForms {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ProfileForms() {}

    static ObjectNode json(Profile profile) {
        var document = JSON.createObjectNode().put("rows", profile.rows());
        var columns = document.putArray("columns");
        profile.columns().forEach(column -> columns.add(json(column)));
        return document;
    }

    private static ObjectNode json(Profile.Column column) {
        var node = JSON.createObjectNode()
                .put("name", column.name())
                .put("type", column.type())
                .put("nulls", column.nulls())
                .put(
                        "distinct",
                        column.distinct().isPresent() ? column.distinct().getAsLong() : null)
                .put("distinctIsExact", column.isDistinctExact())
                .put("min", column.range().min().orElse(null))
                .put("max", column.range().max().orElse(null))
                .put("mean", boxed(column.numbers().mean()))
                .put("standardDeviation", boxed(column.numbers().standardDeviation()))
                .put("minLength", length(column.lengths().min()))
                .put("maxLength", length(column.lengths().max()));
        column.top()
                .ifPresentOrElse(
                        top -> {
                            var values = node.putArray("top");
                            top.forEach(each -> values.addObject()
                                    .put("value", each.value())
                                    .put("count", each.count()));
                        },
                        () -> node.putNull("top"));
        return node;
    }

    private static Double boxed(OptionalDouble number) {
        return number.isPresent() ? number.getAsDouble() : null;
    }

    private static Integer length(Optional<String> length) {
        return length.map(Integer::valueOf).orElse(null);
    }

    /** A row for each column; the first holds the names. */
    static List<List<String>> rows(Profile profile) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("column", "type", "nulls", "distinct", "min", "max", "mean", "most frequent"));
        profile.columns()
                .forEach(column -> rows.add(List.of(
                        column.name(),
                        column.type(),
                        Console.count(column.nulls()),
                        distinct(column),
                        column.range().min().orElse(""),
                        column.range().max().orElse(""),
                        column.numbers().mean().isPresent()
                                ? String.valueOf(column.numbers().mean().getAsDouble())
                                : "",
                        frequent(column))));
        return rows;
    }

    /** How many different values there are, with a sign where they are estimated. */
    static String distinct(Profile.Column column) {
        if (column.distinct().isEmpty()) {
            return "";
        }
        return (column.isDistinctExact() ? "" : "~")
                + Console.count(column.distinct().getAsLong());
    }

    private static String frequent(Profile.Column column) {
        return column.top().stream()
                .flatMap(List::stream)
                .findFirst()
                .filter(top -> top.count() > 1)
                .map(top -> top.value() + " (" + Console.count(top.count()) + ")")
                .orElse("");
    }
}
