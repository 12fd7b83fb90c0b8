// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.quality;

import dev.mastic.core.frame.DynamicFrame;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * How many rows keep all rules that speak of single rows, and how many break one.
 */
public record RowCounts(long passed, long failed) {
    /** Counts rows with their outcomes. Runs a Spark job. */
    public static RowCounts of(DynamicFrame outcomes) {
        var row = outcomes.toDF()
                .agg(
                        functions.count(functions.lit(1)),
                        functions.count(functions.when(isFailed(outcomes), 1)))
                .collectAsList()
                .get(0);
        return new RowCounts(row.getLong(0) - row.getLong(1), row.getLong(1));
    }

    /** Whether a row breaks a rule. */
    public static Column isFailed(DynamicFrame outcomes) {
        return DynamicFrame.column(outcomes.toDF(), RowOutcomes.RESULT).equalTo("Failed");
    }
}
