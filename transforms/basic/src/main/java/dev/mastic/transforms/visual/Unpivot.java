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
import dev.mastic.core.type.Resolution;
import dev.mastic.core.type.Type;
import dev.mastic.transforms.path.FieldLookup;
import dev.mastic.transforms.path.PathSetting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.Expand;
import org.apache.spark.sql.functions;
import scala.collection.JavaConverters;

/**
 * Glue Studio's "Unpivot Columns Into Rows": a row for each of some columns, with its name and its value.
 *
 * <pre>{@code
 * { transform = unpivot, columns = ["2023", "2024"], names-to = year, values-to = amount }
 * }</pre>
 *
 * <p>The other columns are repeated. Nulls give rows too. Columns of different types meet in one that takes all: numbers in the wider one,
 * others in a choice. A column inside a struct stays there as well, and is named by its path. Columns that are not there, and names that are
 * taken, are refused. No row is refused. Lazy; conditions on other columns reach the source.
 *
 * @param columns paths through structs and choices, at least one
 * @param namesTo the new column of the names
 * @param valuesTo the new column of the values
 */
public record Unpivot(List<ColumnPath> columns, String namesTo, String valuesTo) implements FrameTransform {
    private static final String FAILURE = "Cannot unpivot";

    /**
     * With these columns.
     *
     * @throws UsageException if there is none, or one is there twice
     */
    public Unpivot {
        columns = List.copyOf(columns);
        if (columns.isEmpty() || Set.copyOf(columns).size() < columns.size()) {
            throw new UsageException(FAILURE + ": expected at least one column, each once (got " + columns + ")");
        }
    }

    /** Columns as rows of names and values. */
    public static Unpivot unpivot(String namesTo, String valuesTo, String... columns) {
        return new Unpivot(Arrays.stream(columns).map(ColumnPath::parse).toList(), namesTo, valuesTo);
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        var fields = new ArrayList<>(kept(in).type().fields());
        for (var added :
                List.of(new Type.Field(namesTo, Type.Primitive.STRING), new Type.Field(valuesTo, valueType(in)))) {
            if (fields.stream().anyMatch(field -> field.name().equals(added.name()))) {
                throw new UsageException(FAILURE + ": there is a column '" + added.name()
                        + "' already (set names-to and values-to to other names)");
            }
            fields.add(added);
        }
        return new Type.Struct(fields);
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        var type = outputShape(in.schema());
        var rows = in.toDF();
        var projections = columns.stream()
                .map(path -> JavaConverters.asScalaBuffer(row(in.schema(), path, rows))
                        .toSeq())
                .toList();
        var expand = new Expand(
                JavaConverters.asScalaBuffer(projections),
                JavaConverters.asScalaBuffer(attributes(type, kept(in.schema(), rows))),
                rows.queryExecution().analyzed());
        return in.derive(type, Projection.of(type).over(type, Dataset.ofRows(rows.sparkSession(), expand)));
    }

    private List<Expression> row(Type.Struct in, ColumnPath path, Dataset<Row> rows) {
        var row = new ArrayList<>(kept(in, rows));
        row.add(functions
                .lit(path.steps().size() == 1 ? path.head() : path.toString())
                .expr());
        row.add(find(in, path).widen(valueType(in)).over(in, rows).expr());
        return row;
    }

    private List<Expression> kept(Type.Struct in, Dataset<Row> rows) {
        return kept(in).members().stream()
                .map(member -> member.value().over(in, rows).expr())
                .toList();
    }

    /** Kept columns stay the same attributes, so that conditions on them reach the source. */
    private static List<Attribute> attributes(Type.Struct type, List<Expression> kept) {
        var fields = SparkTypes.toSpark(type).fields();
        return IntStream.range(0, fields.length)
                .mapToObj(i -> i < kept.size() && kept.get(i) instanceof Attribute column
                        ? column
                        : new AttributeReference(
                                fields[i].name(),
                                fields[i].dataType(),
                                true,
                                fields[i].metadata(),
                                NamedExpression.newExprId(),
                                JavaConverters.asScalaBuffer(List.<String>of())))
                .toList();
    }

    private Projection kept(Type.Struct in) {
        var fields = Projection.of(in);
        for (var path : columns) {
            fields = path.steps().size() == 1 ? fields.without(path.head()) : fields;
        }
        return fields;
    }

    private Type valueType(Type.Struct in) {
        var records = columns.stream()
                .map(path ->
                        Type.Struct.of(new Type.Field(valuesTo, find(in, path).type())))
                .toList();
        return Resolution.DECLARED_NUMBERS.merge(records).fields().get(0).type();
    }

    private static Value find(Type.Struct in, ColumnPath path) {
        return new FieldLookup(true, FAILURE, "the record").find(Projection.of(in), path);
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<List<ColumnPath>> COLUMNS =
                PathSetting.paths("columns").required().doc("The columns that become rows.");
        private static final Setting<String> NAMES_TO =
                Setting.string("names-to").required().doc("The new column of their names.");
        private static final Setting<String> VALUES_TO =
                Setting.string("values-to").required().doc("The new column of their values.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "unpivot";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(COLUMNS, NAMES_TO, VALUES_TO);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new Unpivot(settings.get(COLUMNS), settings.get(NAMES_TO), settings.get(VALUES_TO));
        }
    }
}
