// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.spark;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.io.OnRefused;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression$;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import scala.Option;
import scala.collection.JavaConverters;
import scala.runtime.AbstractPartialFunction;

/**
 * Puts the scan of a table's files where a query names the table: after its conditions have been pushed down, so that only the partitions that
 * it asks for are fetched from the catalog and listed, and before anything asks how large it is.
 */
final class FileScans extends Rule<LogicalPlan> {
    private final SparkSession session;
    private final LeftOutRows leftOut;

    FileScans(SparkSession session) {
        this.session = session;
        this.leftOut = new LeftOutRows(session);
    }

    @Override
    public LogicalPlan apply(LogicalPlan plan) {
        return plan.transformDown(new AbstractPartialFunction<LogicalPlan, LogicalPlan>() {
            @Override
            public boolean isDefinedAt(LogicalPlan node) {
                return isOurs(node) || (node instanceof Filter filter && isOurs(filter.child()));
            }

            @Override
            public LogicalPlan apply(LogicalPlan node) {
                return node instanceof Filter filter
                        ? new Filter(
                                filter.condition(),
                                scan((DataSourceV2Relation) filter.child(), all(filter.condition())))
                        : scan((DataSourceV2Relation) node, List.of());
            }
        });
    }

    private static boolean isOurs(LogicalPlan node) {
        return node instanceof DataSourceV2Relation relation && relation.table() instanceof FilesTable;
    }

    private static List<Expression> all(Expression condition) {
        if (!(condition instanceof And and)) {
            return List.of(condition);
        }
        var all = new ArrayList<>(all(and.left()));
        all.addAll(all(and.right()));
        return all;
    }

    private LogicalPlan scan(DataSourceV2Relation relation, List<Expression> conditions) {
        var table = (FilesTable) relation.table();
        var keys = table.table().partitionKeys().stream()
                .map(Column::name)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        var ofKeys = conditions.stream().filter(each -> isOf(keys, each)).toList();
        var frame = new FilesReading(session, table).frame(ofKeys);
        var rows = frame.toDF().queryExecution();
        // what a file scan is, Spark optimizes with the query; of other sources it must not be analyzed again
        var plan = table.table().isOfFiles() ? rows.analyzed() : rows.optimizedPlan();
        // other sources than files know of no failing
        if (table.open().onRefused() == OnRefused.SIGNAL || !table.table().isOfFiles()) {
            leftOut.watch(table.table().name().toString(), frame, plan);
        }
        return named(plan, relation);
    }

    private static boolean isOf(Set<String> keys, Expression condition) {
        var columns = new HashSet<String>();
        JavaConverters.asJavaIterator(condition.references().iterator())
                .forEachRemaining(column -> columns.add(column.name().toLowerCase(Locale.ROOT)));
        return !columns.isEmpty()
                && keys.containsAll(columns)
                && condition.deterministic()
                && !SubqueryExpression$.MODULE$.hasSubquery(condition);
    }

    /** The columns under the identities that the query knows. */
    private static LogicalPlan named(LogicalPlan rows, DataSourceV2Relation relation) {
        var columns = JavaConverters.seqAsJavaList(rows.output());
        var wanted = JavaConverters.seqAsJavaList(relation.output());
        var named = new ArrayList<NamedExpression>();
        for (int i = 0; i < wanted.size(); i++) {
            var as = wanted.get(i);
            named.add(alias(columns.get(i), as));
        }
        return new Project(JavaConverters.<NamedExpression>asScalaBuffer(named).toList(), rows);
    }

    private static Alias alias(Attribute column, Attribute as) {
        return new Alias(
                column,
                as.name(),
                as.exprId(),
                as.qualifier(),
                Option.apply(as.metadata()),
                JavaConverters.<String>asScalaBuffer(List.of()).toList());
    }
}
