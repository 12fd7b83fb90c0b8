// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.QueryPlan;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import scala.collection.JavaConverters;

/**
 * The names of all operators and expressions in the plans of a Dataset.
 *
 * @param names simple class names, sorted
 */
public record PlanNodes(Set<String> names) {
    /** What makes rows leave Spark's own format, or ends code generation, or hides a condition from sources. */
    public static final List<String> SLOW = List.of(
            "MapElements",
            "MapElementsExec",
            "MapPartitions",
            "MapPartitionsExec",
            "DeserializeToObject",
            "DeserializeToObjectExec",
            "SerializeFromObject",
            "SerializeFromObjectExec",
            "ScalaUDF",
            "CollectMetrics",
            "CollectMetricsExec");

    /** The nodes of the optimized and the physical plan. Runs no job. */
    public static PlanNodes of(Dataset<?> rows) {
        var names = new TreeSet<String>();
        collect(rows.queryExecution().optimizedPlan(), names);
        collect(rows.queryExecution().sparkPlan(), names);
        return new PlanNodes(names);
    }

    private static void collect(TreeNode<?> node, Set<String> names) {
        names.add(node.getClass().getSimpleName());
        var below = new ArrayList<TreeNode<?>>();
        below.addAll(JavaConverters.seqAsJavaList(node.children()).stream()
                .<TreeNode<?>>map(TreeNode.class::cast)
                .toList());
        if (!(node instanceof Expression)) {
            below.addAll(JavaConverters.seqAsJavaList(node.innerChildren()).stream()
                    .<TreeNode<?>>map(TreeNode.class::cast)
                    .toList());
        }
        if (node instanceof QueryPlan<?> plan) {
            below.addAll(JavaConverters.seqAsJavaList(plan.expressions()));
        }
        below.forEach(each -> collect(each, names));
    }
}
