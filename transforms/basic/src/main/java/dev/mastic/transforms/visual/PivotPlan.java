// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Projection;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.frame.Value;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.transforms.sql.SqlExpression;
import dev.mastic.transforms.sql.SqlPlan;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Literal$;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Pivot;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Option;
import scala.collection.JavaConverters;

/**
 * The plan of a pivot: a column for each heading, computed in two steps, by group and value first.
 *
 * @param groups the values whose equal ones make a row, each under its name
 * @param column whose values become columns
 * @param aggregation what is computed for each
 */
record PivotPlan(Projection groups, Value column, SqlExpression aggregation) {
    private static final ZoneId ZONE = ZoneOffset.UTC;

    /** A column of the output, and the value that it stands for. */
    record Heading(String name, Expression value) {
        /**
         * The column of a value as it is written in settings.
         *
         * @throws UsageException if the column has no such values
         */
        static Heading of(String text, Type type, String failure) {
            var literal = new Literal(UTF8String.fromString(text), DataTypes.StringType);
            var value = new Cast(literal, SparkTypes.toSpark(type), Option.apply(ZONE.getId()), EvalMode.TRY());
            if (value.eval(null) == null) {
                throw new UsageException(failure + ": '" + text + "' is no value of the column (expected "
                        + TypeString.print(type) + ")");
            }
            // the session's time zone decides about times
            return new Heading(text, (Expression) value.withTimeZone(null));
        }

        /** The column of a value that was found in the rows. */
        static Heading of(String name, Object value, DataType type) {
            return new Heading(name, Literal$.MODULE$.create(value, type));
        }
    }

    /** The plan over rows. */
    LogicalPlan over(List<Heading> headings, LogicalPlan rows) {
        var columns = SqlPlan.columns(rows);
        var names = new ArrayList<NamedExpression>();
        for (var group : groups.members()) {
            names.add(SqlPlan.named(group.value().expression().apply(columns), group.name()));
        }
        if (headings.isEmpty()) {
            return Aggregation.plan(List.copyOf(unnamed(columns)), names, rows);
        }
        var values = headings.stream()
                .<Expression>map(heading -> SqlPlan.named(heading.value(), heading.name()))
                .toList();
        return new Pivot(
                Option.apply(JavaConverters.asScalaBuffer(names)),
                column.expression().apply(columns),
                JavaConverters.asScalaBuffer(values),
                JavaConverters.asScalaBuffer(List.of(aggregation.parse())),
                rows);
    }

    private List<Expression> unnamed(List<Expression> columns) {
        return groups.members().stream()
                .map(group -> group.value().expression().apply(columns))
                .toList();
    }
}
