// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.JsonRow;
import dev.mastic.core.frame.RowComparison;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rows as JSON in one form, so that they can be compared: keys in order, no fields that are null, numbers by value.
 *
 * @param rows in no order that means anything
 */
public record JsonRows(List<JsonRow> rows) {
    public JsonRows {
        rows = rows.stream().sorted(Comparator.comparing(JsonRow::toString)).toList();
    }

    /** The rows of a frame. Runs a Spark job. */
    public static JsonRows of(DynamicFrame frame) {
        return new JsonRows(JsonRow.collect(frame.toDF()));
    }

    /** Rows as they are written in tests, with single or double quotes. */
    public static JsonRows of(String... written) {
        return new JsonRows(
                Stream.of(written).map(JsonRows::quotes).map(JsonRow::parse).toList());
    }

    /** What stands between these rows, which came, and those that were expected. */
    public RowComparison against(JsonRows expected) {
        return RowComparison.unordered(expected.rows, rows, List.of());
    }

    /** Single quotes as double ones, unless there are double ones. */
    static String quotes(String row) {
        return row.contains("\"") ? row : row.replace('\'', '"');
    }
}
