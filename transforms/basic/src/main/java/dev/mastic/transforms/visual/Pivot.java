// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Determinism;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameTransform;
import dev.mastic.core.frame.Projection;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.frame.UnknownShapeException;
import dev.mastic.core.frame.Value;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.transforms.path.FieldLookup;
import dev.mastic.transforms.path.PathSetting;
import dev.mastic.transforms.sql.SqlExpression;
import dev.mastic.transforms.sql.SqlPlan;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.functions;

/**
 * Glue Studio's "Pivot Rows to Columns": a row for each group, with a column for each value of a column.
 *
 * <pre>{@code
 * { transform = pivot, groups = [country], column = year, values = [2023, 2024], aggregation = "sum(amount)" }
 * }</pre>
 *
 * <p>The columns are named by the values, in their order; rows of other values count for no column, but their groups stay. Where a group
 * has no row of a value, the column is null, also for {@code count}. Null is a group of its own, and groups may be choices. A {@code first}
 * of a choice keeps the choice. No row is refused; ANSI mode is off, as for {@link Aggregate}.
 *
 * <p>With {@code values} it is lazy, and null has no column. Without, they are read from the data, in their order and with {@code null} for
 * null: {@code outputShape} throws {@link UnknownShapeException}, and {@code apply} reads the rows once, in Spark jobs of its own; rows
 * that depend on chance are kept for the second time. More than 10,000 values are refused. Maps, structs, arrays and choices name no columns and are refused, as are columns that are not there and values
 * that have the name of a group.
 *
 * @param groups paths through structs and choices; empty for all columns that neither column nor aggregation names
 * @param column whose values become columns, a path
 * @param values empty to read them
 * @param aggregation an aggregate function of Spark SQL, as for {@link Aggregate}
 */
public record Pivot(
        Optional<List<ColumnPath>> groups, ColumnPath column, Optional<List<String>> values, String aggregation)
        implements FrameTransform {
    private static final int MOST_VALUES = 10_000;
    private static final String VERB = "pivot";
    private static final String FAILURE = "Cannot " + VERB;

    /**
     * With these settings.
     *
     * @throws UsageException if a value is there twice
     */
    public Pivot {
        groups = groups.map(List::copyOf);
        values = values.map(List::copyOf);
        values.ifPresent(all -> {
            if (Set.copyOf(all).size() < all.size()) {
                throw new UsageException(FAILURE + ": a value is there twice (got " + String.join(", ", all) + ")");
            }
        });
    }

    /** A column for each of these values, for each group of the columns that are not named. */
    public static Pivot pivot(String aggregation, String column, String... values) {
        return new Pivot(Optional.empty(), ColumnPath.parse(column), Optional.of(List.of(values)), aggregation);
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        var plan = plan(in);
        var named = values.orElseThrow(() -> new UnknownShapeException(
                "Cannot tell the columns of pivot before its data is read (set values to name them)"));
        return plan(plan, headings(in, named)).shape(List.of(in));
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        var type = in.schema();
        var plan = plan(type);
        if (values.isPresent()) {
            return plan(plan, headings(type, values.get())).over(List.of(in));
        }
        var once = Determinism.once(in);
        return plan(plan, found(once)).over(List.of(once));
    }

    private SqlPlan plan(PivotPlan plan, List<PivotPlan.Heading> headings) {
        return new SqlPlan(FAILURE, frames -> plan.over(headings, frames.apply(0)));
    }

    private PivotPlan plan(Type.Struct in) {
        var call = new Aggregation(aggregation.strip(), aggregation.strip());
        var value = column(in);
        call.in(VERB, in);
        return new PivotPlan(groups(in, call.expression(VERB)), value, call.expression(VERB));
    }

    private Value column(Type.Struct in) {
        var value = find(in, column);
        if (value.type() instanceof Type.Primitive || value.type() instanceof Type.Decimal) {
            return value;
        }
        throw new UsageException(FAILURE + " by " + column + ": its values cannot name columns (got "
                + TypeString.print(value.type()) + "; expected a column of simple values"
                + (value.type() instanceof Type.Choice ? "; resolve the choice before" : "") + ")");
    }

    private Projection groups(Type.Struct in, SqlExpression call) {
        var paths = groups.orElseGet(() -> in.names().stream()
                .filter(name -> !name.equals(column.head()) && !call.names(in).contains(name))
                .map(ColumnPath::of)
                .toList());
        return new Projection(paths.stream()
                .map(path -> new Projection.Member(path.leaf(), Aggregate.group(FAILURE + " for groups", in, path)))
                .toList());
    }

    private static Value find(Type.Struct in, ColumnPath path) {
        return new FieldLookup(true, FAILURE, "the record").find(Projection.of(in), path);
    }

    private List<PivotPlan.Heading> headings(Type.Struct in, List<String> texts) {
        var type = column(in).type();
        return texts.stream()
                .map(text -> PivotPlan.Heading.of(text, type, FAILURE + " by " + column))
                .toList();
    }

    private List<PivotPlan.Heading> found(DynamicFrame in) {
        var value = column(in.schema()).over(in.schema(), in.toDF());
        var rows = in.toDF()
                .select(
                        value.as("value"),
                        functions
                                .coalesce(value.cast("string"), functions.lit("null"))
                                .as("name"))
                .distinct()
                .sort("value")
                .limit(MOST_VALUES + 1)
                .collectAsList();
        if (rows.size() > MOST_VALUES) {
            throw new EtlException(FAILURE + " by " + column + ": it has more than " + MOST_VALUES
                    + " values (set values to those that matter)");
        }
        var type = SparkTypes.toSpark(column(in.schema()).type());
        return rows.stream()
                .map(row -> PivotPlan.Heading.of(row.getString(1), row.get(0), type))
                .toList();
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<List<ColumnPath>> GROUPS = PathSetting.paths("groups")
                .doc("The columns whose equal values make a row; by default all that are not named otherwise.");
        private static final Setting<ColumnPath> COLUMN =
                PathSetting.path("column").required().doc("The column whose values become columns.");
        private static final Setting<List<String>> VALUES = Setting.strings("values")
                .doc("The values, in the order of the columns; without them the data is read once for them.");
        private static final Setting<String> AGGREGATION = Setting.string("aggregation")
                .required()
                .doc("What is computed for each group and value, such as `sum(amount)`.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "pivot";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(GROUPS, COLUMN, VALUES, AGGREGATION);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new Pivot(
                    settings.find(GROUPS), settings.get(COLUMN), settings.find(VALUES), settings.get(AGGREGATION));
        }
    }
}
