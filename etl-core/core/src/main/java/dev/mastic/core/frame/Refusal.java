// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Which rows a step refuses or notes, and why.
 *
 * @param source the frame that the rows come from, as fault reports name it
 * @param column the path of the value that is wrong, for each of the rows; null for the whole row
 * @param reason why a row is refused, for each of the rows
 * @param kind what it means for the run
 * @param rows exactly the refused rows; computed only when they are asked for
 * @param raw a row as it stands in fault reports, for each of the rows
 */
public record Refusal(
        String source, Column column, Column reason, FaultSource.Kind kind, Dataset<Row> rows, Column raw) {
    /**
     * Rows that are all wrong in one way, and stand whole in fault reports.
     *
     * @param column the path of the value that is wrong
     */
    public Refusal(String source, String column, String reason, FaultSource.Kind kind, Dataset<Row> rows) {
        this(source, functions.lit(column), functions.lit(reason), kind, rows, json(rows));
    }

    /** The rows of a frame that do not hold a condition; null counts as false. Lazy. */
    static Refusal unless(DynamicFrame in, Column condition, String column, String reason, FaultSource.Kind kind) {
        var failing = in.toDF().filter(functions.not(functions.coalesce(condition, functions.lit(false))));
        return new Refusal(in.name(), column, reason, kind, failing);
    }

    private static Column json(Dataset<Row> rows) {
        var columns = Arrays.stream(rows.columns())
                .map(name -> DynamicFrame.column(rows, name))
                .toArray(Column[]::new);
        return functions.to_json(functions.struct(columns));
    }
}
