// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.sql;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Projection;
import dev.mastic.core.frame.Value;
import dev.mastic.core.type.Type;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.Option;
import scala.collection.JavaConverters;

/**
 * A plan over frames of which parts are SQL expressions, with its columns known without a session and without data. Both come from one
 * analysis, in the dialect of {@link SqlExpression}; so they cannot differ.
 *
 * @param failure the start of every message: {@code Cannot <verb> <what>}
 * @param builder makes the plan, in which names and functions need not be found
 */
public record SqlPlan(String failure, Builder builder) {
    /** Makes a plan over those of the frames. */
    @FunctionalInterface
    public interface Builder {
        /**
         * The plan.
         *
         * @param frames the plan of each frame by its number; its columns are those of the frame's type, in order
         */
        LogicalPlan over(IntFunction<LogicalPlan> frames);
    }

    /**
     * The columns of the plan. Runs no job.
     *
     * @throws UsageException saying what is not understood and where, with the nearest column or function
     */
    public Type.Struct shape(List<Type.Struct> in) {
        return shape(in, LogicalPlan.class).orElseThrow();
    }

    /**
     * As {@link #shape(List)}, if the plan is still of a kind; empty if Spark made another of it, as of a window or a generator among
     * aggregations.
     */
    public Optional<Type.Struct> shape(List<Type.Struct> in, Class<? extends LogicalPlan> kind) {
        var shape = new SqlShape(failure, in);
        return sql().analyzed(in, dialect -> {
            var analyzed = analyzed(dialect, shape::relation);
            return Optional.of(analyzed).filter(kind::isInstance).map(shape::output);
        });
    }

    /** The rows of the plan, with the faults of all frames. Lazy. */
    public DynamicFrame over(List<DynamicFrame> in) {
        var records = in.stream().map(DynamicFrame::schema).toList();
        var first = in.get(0);
        var session = first.toDF().sparkSession();
        var zone = session.sessionState().conf().sessionLocalTimeZone();
        var plan = sql().analyzed(records, dialect -> analyzed(dialect.in(zone), i -> plan(in.get(i))));
        var shape = shape(records);
        var rows = nullable(shape).over(shape, Dataset.ofRows(session, plan));
        var result = first.derive(shape, rows);
        for (var other : in.subList(1, in.size())) {
            result = result.derive(shape, rows, other);
        }
        return result;
    }

    /** The columns of a plan, to which values of its record are bound. */
    public static List<Expression> columns(LogicalPlan plan) {
        return JavaConverters.seqAsJavaList(plan.output()).stream()
                .map(Expression.class::cast)
                .toList();
    }

    /** An expression under a name, as plans take it. */
    public static Alias named(Expression expression, String name) {
        return new Alias(
                expression,
                name,
                NamedExpression.newExprId(),
                JavaConverters.asScalaBuffer(List.<String>of()),
                Option.empty(),
                JavaConverters.asScalaBuffer(List.<String>of()));
    }

    private SqlText sql() {
        return new SqlText(failure, "");
    }

    private LogicalPlan analyzed(SqlDialect dialect, IntFunction<LogicalPlan> frames) {
        return dialect.speak(() -> SqlDialect.analyze(builder.over(frames)));
    }

    /** With the frame's order of columns, and all of them nullable. */
    private static LogicalPlan plan(DynamicFrame frame) {
        return Projection.of(frame.schema()).over(frame).toDF().queryExecution().analyzed();
    }

    private static Projection nullable(Type.Struct shape) {
        return Projection.of(shape)
                .mapValues((name, value) -> Optional.of(new Value(
                        value.type(),
                        columns -> SqlShape.nullable(value.expression().apply(columns)))));
    }
}
