// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.InputFileName;
import org.apache.spark.sql.catalyst.expressions.aggregate.First;
import org.apache.spark.sql.catalyst.expressions.aggregate.Last;
import org.apache.spark.sql.catalyst.plans.logical.Deduplicate;
import org.apache.spark.sql.catalyst.plans.logical.GlobalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LocalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Offset;
import org.apache.spark.sql.catalyst.plans.logical.Sample;
import org.apache.spark.sql.catalyst.plans.logical.Tail;
import org.apache.spark.storage.StorageLevel;
import scala.collection.JavaConverters;

/** Tells rows that come out differently each time they are computed, and keeps them so that they are computed once. */
public final class Determinism {
    private Determinism() {}

    /** Whether rows may come out differently each time: they do not, once they are persisted. Runs no job. */
    public static boolean isMissingIn(Dataset<Row> rows) {
        var plan = rows.queryExecution().analyzed();
        return isMissingIn(rows.sparkSession().sharedState().cacheManager().useCachedData(plan));
    }

    /**
     * The same frame for several outputs: if its rows come out differently each time, they are persisted (memory, then disk) when they are
     * first computed, until the session ends or its cache is cleared; so that no row gets into two outputs, or into none. Runs no job.
     */
    public static DynamicFrame once(DynamicFrame frame) {
        var rows = frame.toDF();
        return isMissingIn(rows) ? frame.derive(frame.schema(), rows.persist(StorageLevel.MEMORY_AND_DISK())) : frame;
    }

    private static boolean isMissingIn(LogicalPlan plan) {
        return picksRows(plan)
                || JavaConverters.seqAsJavaList(plan.expressions()).stream().anyMatch(Determinism::isMissingIn)
                || JavaConverters.seqAsJavaList(plan.children()).stream().anyMatch(Determinism::isMissingIn);
    }

    /** Some rows of many, and which of them depends on who comes first. */
    private static boolean picksRows(LogicalPlan plan) {
        boolean takesFirst = plan instanceof GlobalLimit || plan instanceof LocalLimit;
        boolean takesLast = plan instanceof Tail || plan instanceof Offset;
        return plan instanceof Deduplicate || plan instanceof Sample || takesFirst || takesLast;
    }

    /** Spark calls these deterministic, though their rows come in any order. */
    private static boolean takesAnyRow(Expression expression) {
        return expression instanceof First || expression instanceof Last;
    }

    /** The file of a row is the same each time, though Spark must not move the question for it. */
    private static boolean isMissingIn(Expression expression) {
        var children = JavaConverters.seqAsJavaList(expression.children());
        boolean itself = !expression.deterministic()
                && !(expression instanceof SignalUnless || expression instanceof InputFileName)
                && children.stream().allMatch(Expression::deterministic);
        return itself || takesAnyRow(expression) || children.stream().anyMatch(Determinism::isMissingIn);
    }
}
