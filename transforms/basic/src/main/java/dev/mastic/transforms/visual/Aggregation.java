// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.type.Type;
import dev.mastic.transforms.sql.SqlExpression;
import dev.mastic.transforms.sql.SqlPlan;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.collection.JavaConverters;

/**
 * One aggregation, {@code "sum(x) -> total"}.
 *
 * @param call the function as it is written
 * @param name the column of the output
 */
record Aggregation(String call, String name) {
    private static final Pattern NAMED = Pattern.compile("(?s)(.+)->\\s*([^()`]+|`(?:[^`]|``)+`)\\s*");
    private static final Pattern DISTINCT = Pattern.compile("(?is)(count|sum)distinct\\s*\\(");

    /** Reads an aggregation; without a name it is called as it is written. */
    static Aggregation parse(String text) {
        var named = NAMED.matcher(text);
        if (!named.matches()) {
            return new Aggregation(text.strip(), text.strip());
        }
        var name = named.group(2).strip();
        return new Aggregation(
                named.group(1).strip(),
                name.startsWith("`") ? name.substring(1, name.length() - 1).replace("``", "`") : name);
    }

    /** The call in SQL, which knows Studio's {@code countDistinct} as {@code count(DISTINCT …)}. */
    SqlExpression expression(String verb) {
        var distinct = DISTINCT.matcher(call);
        var sql = distinct.lookingAt() ? distinct.group(1) + "(DISTINCT " + call.substring(distinct.end()) : call;
        return new SqlExpression("Cannot " + verb + " '" + call + "'", sql);
    }

    /**
     * The type of its values.
     *
     * @throws UsageException if it is not understood, or no aggregation
     */
    Type in(String verb, Type.Struct record) {
        var expression = expression(verb);
        return new SqlPlan(
                        expression.failure(),
                        frames -> plan(List.of(), List.of(SqlPlan.named(expression.parse(), name)), frames.apply(0)))
                .shape(List.of(record), Aggregate.class)
                .map(shape -> shape.fields().get(0).type())
                .orElseThrow(() -> new UsageException(expression.failure()
                        + ": it is more than an aggregation (expected one value for each group; the transform sql has"
                        + " windows, explode makes rows)"));
    }

    /** The plan of groups and of what is computed for each. */
    static LogicalPlan plan(List<Expression> groups, List<NamedExpression> output, LogicalPlan rows) {
        return new Aggregate(JavaConverters.asScalaBuffer(groups), JavaConverters.asScalaBuffer(output), rows);
    }
}
