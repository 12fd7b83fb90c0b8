// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.frame.SignalUnless;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.trees.TreeNodeTag;
import org.apache.spark.sql.execution.FilterExec;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.AdaptiveSparkPlanExec;
import org.apache.spark.sql.execution.adaptive.QueryStageExec;
import org.apache.spark.sql.execution.columnar.InMemoryTableScanExec;
import org.apache.spark.sql.util.QueryExecutionListener;
import scala.collection.JavaConverters;

/**
 * How many rows came out of sources and steps, read from the metrics of the operators that Spark ran anyhow. A courtesy: a step whose
 * operator the optimizer has merged into another has no count, and retried stages may count twice.
 */
final class RowCounts implements QueryExecutionListener {
    private static final TreeNodeTag<String> STEP = new TreeNodeTag<>("mastic.step");
    private final Map<String, String> sameAs = new HashMap<>();
    private final Map<LogicalPlan, String> owners = new IdentityHashMap<>();
    private final Map<String, Long> rows = Collections.synchronizedMap(new HashMap<>());

    /** Marks the operator that decides how many rows a source or step gives. */
    void watch(String name, Dataset<Row> output) {
        var plan = output.queryExecution().analyzed();
        while (plan instanceof Project project) {
            plan = project.child();
        }
        var owner = owners.putIfAbsent(plan, name);
        if (owner == null) {
            plan.setTagValue(STEP, name);
        } else {
            sameAs.put(name, owner);
        }
    }

    /** The rows of a source or step; empty where no operator of its own ran. */
    Optional<Long> of(String name) {
        var counted = Optional.ofNullable(rows.get(name));
        return counted.isPresent() || !sameAs.containsKey(name) ? counted : of(sameAs.get(name));
    }

    /** Waits until the metrics of all queries that have ended are here. */
    void settle(SparkSession spark) {
        try {
            spark.sparkContext().listenerBus().waitUntilEmpty();
        } catch (TimeoutException e) {
            // a count that comes too late is shown as unknown
            return;
        }
    }

    @Override
    public void onSuccess(String function, QueryExecution query, long nanoseconds) {
        var todo = new ArrayDeque<SparkPlan>(List.of(query.executedPlan()));
        while (!todo.isEmpty()) {
            var plan = todo.pop();
            count(plan);
            todo.addAll(inside(plan));
        }
    }

    @Override
    public void onFailure(String function, QueryExecution query, Exception failure) {
        // a query that failed has no counts to show
    }

    private void count(SparkPlan plan) {
        var metric = plan.metrics().get("numOutputRows");
        if (metric.isDefined()) {
            step(plan).ifPresent(name -> rows.putIfAbsent(name, metric.get().value()));
        }
    }

    /** A step that may refuse rows is known by its filter, a source by the mark on the leaf of its scan's link. */
    private static Optional<String> step(SparkPlan plan) {
        if (plan instanceof FilterExec filter) {
            return SignalUnless.stepIn(filter.condition());
        }
        return plan.children().isEmpty() && plan.logicalLink().isDefined()
                ? Optional.ofNullable(plan.logicalLink()
                        .get()
                        .collectLeaves()
                        .head()
                        .getTagValue(STEP)
                        .getOrElse(() -> null))
                : Optional.empty();
    }

    private static List<SparkPlan> inside(SparkPlan plan) {
        var inside = new ArrayList<>(JavaConverters.seqAsJavaList(plan.children()));
        if (plan instanceof AdaptiveSparkPlanExec adaptive) {
            inside.add(adaptive.executedPlan());
        } else if (plan instanceof QueryStageExec stage) {
            inside.add(stage.plan());
        } else if (plan instanceof InMemoryTableScanExec cached) {
            inside.add(cached.relation().cachedPlan());
        }
        return inside;
    }
}
