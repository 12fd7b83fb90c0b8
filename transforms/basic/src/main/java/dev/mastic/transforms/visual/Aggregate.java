// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameTransform;
import dev.mastic.core.frame.Projection;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.frame.Value;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.transforms.path.FieldLookup;
import dev.mastic.transforms.path.PathSetting;
import dev.mastic.transforms.sql.SqlPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.RowOrdering;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/**
 * Glue Studio's "Aggregate": one row for each group, or one in all.
 *
 * <pre>{@code
 * { transform = aggregate, groups = [year, address.city], aggregations = ["sum(amount) -> total", "countDistinct(id)"] }
 * }</pre>
 *
 * <p>An aggregation is an aggregate function of Spark SQL over an expression, and the name of its column, by default as it is written. All
 * functions of Studio are there: avg, countDistinct, count, first, last, kurtosis, max, min, skewness, stddev_samp, stddev_pop, sum,
 * sumDistinct, var_samp, var_pop. Nulls are left out as in SQL; {@code count(*)} counts rows; {@code first} and {@code last} of a choice
 * keep the choice, without an order any row may be the first. ANSI mode is off: sums of whole numbers that overflow wrap around.
 *
 * <p>Null is a group of its own. Rows can be grouped by structs and by choices, in which 1 and "1" are different; not by maps. A group at a
 * path inside a struct gets the last name of the path. Groups come first, in their order. Columns and functions that are not there are
 * refused, with the nearest ones, and so are two columns of one name; no row is refused. Lazy; conditions on groups reach the source.
 *
 * @param groups paths through structs and choices; none for all rows in one
 * @param aggregations as {@code "function(expression) -> name"}; none for the groups alone
 * @see SqlExpression
 */
public record Aggregate(List<ColumnPath> groups, List<String> aggregations) implements FrameTransform {
    private static final String VERB = "aggregate";
    private static final String FAILURE = "Cannot " + VERB;

    /**
     * By groups.
     *
     * @throws UsageException if there is nothing to do
     */
    public Aggregate {
        groups = List.copyOf(groups);
        aggregations = List.copyOf(aggregations);
        if (groups.isEmpty() && aggregations.isEmpty()) {
            throw new UsageException(FAILURE + ": nothing says what (set aggregations, groups or both)");
        }
    }

    /** Aggregations over all rows. */
    public static Aggregate aggregate(String... aggregations) {
        return new Aggregate(List.of(), List.of(aggregations));
    }

    /** The same aggregations by groups. */
    public Aggregate by(String... paths) {
        return new Aggregate(Arrays.stream(paths).map(ColumnPath::parse).toList(), aggregations);
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        return plan(in).shape(List.of(in));
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        return plan(in.schema()).over(List.of(in));
    }

    private SqlPlan plan(Type.Struct in) {
        var keys = groups.stream().map(path -> group(FAILURE, in, path)).toList();
        var calls = aggregations.stream().map(Aggregation::parse).toList();
        calls.forEach(call -> call.in(VERB, in));
        return new SqlPlan(FAILURE, frames -> plan(keys, calls, frames.apply(0)));
    }

    private LogicalPlan plan(List<Value> keys, List<Aggregation> calls, LogicalPlan rows) {
        var columns = SqlPlan.columns(rows);
        var by = keys.stream().map(key -> key.expression().apply(columns)).toList();
        var output = new ArrayList<NamedExpression>();
        for (int i = 0; i < by.size(); i++) {
            var name = groups.get(i).leaf();
            output.add(
                    by.get(i) instanceof Attribute column && column.name().equals(name)
                            ? column
                            : SqlPlan.named(by.get(i), name));
        }
        calls.forEach(call -> output.add(SqlPlan.named(call.expression(VERB).parse(), call.name())));
        return Aggregation.plan(by, output, rows);
    }

    /** A value whose equal ones can make a group. */
    static Value group(String failure, Type.Struct in, ColumnPath path) {
        var value = new FieldLookup(true, failure, "the record").find(Projection.of(in), path);
        if (!RowOrdering.isOrderable(SparkTypes.toSpark(value.type()))) {
            throw new UsageException(
                    failure + " by " + path + ": maps cannot be compared (got " + TypeString.print(value.type()) + ")");
        }
        return value;
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<List<ColumnPath>> GROUPS = PathSetting.paths("groups")
                .defaultsTo(List.of())
                .doc("The columns whose equal values make a group; by default all rows are one.");
        private static final Setting<List<String>> AGGREGATIONS = Setting.strings("aggregations")
                .defaultsTo(List.of())
                .doc("What is computed for each group, as `function(expression) -> name`.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "aggregate";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(GROUPS, AGGREGATIONS);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new Aggregate(settings.get(GROUPS), settings.get(AGGREGATIONS));
        }
    }
}
