// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Nondeterministic;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.collection.JavaConverters;

/** Tells plans whose rows come out differently each time they are computed. */
final class Determinism {
    private Determinism() {}

    static boolean isMissingIn(Dataset<Row> rows) {
        return isMissingIn(rows.queryExecution().analyzed());
    }

    private static boolean isMissingIn(LogicalPlan plan) {
        return JavaConverters.seqAsJavaList(plan.expressions()).stream().anyMatch(Determinism::isMissingIn)
                || JavaConverters.seqAsJavaList(plan.children()).stream().anyMatch(Determinism::isMissingIn);
    }

    private static boolean isMissingIn(Expression expression) {
        return expression instanceof Nondeterministic
                || JavaConverters.seqAsJavaList(expression.children()).stream().anyMatch(Determinism::isMissingIn);
    }
}
