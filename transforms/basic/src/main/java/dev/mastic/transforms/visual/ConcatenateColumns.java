// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameTransform;
import dev.mastic.core.frame.Projection;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.frame.Value;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import dev.mastic.transforms.path.PathSetting;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Concat;
import scala.collection.JavaConverters;

/**
 * Glue Studio's "Concatenate Columns": the values of columns as one text. {@code { transform = concatenate-columns,
 * columns = [first, last], to = name, separator = " ", null-value = "?" }}.
 *
 * <p>Numbers, dates and booleans are written as Spark's cast to a text has them; of a choice, the value that is set. A
 * null stands as {@code null-value}, so the result is never null. A column that is not there, or has values inside (a
 * struct, an array, a map), is refused.
 *
 * @param columns full paths through structs, in the order of the text
 * @param to where the text goes; a column of this name is replaced
 * @param separator what stands between two values
 * @param nullValue what stands for null
 */
public record ConcatenateColumns(List<ColumnPath> columns, ColumnPath to, String separator, String nullValue)
        implements FrameTransform {
    public ConcatenateColumns {
        columns = List.copyOf(columns);
    }

    /** Puts values together with a separator; null is an empty text. */
    public static ConcatenateColumns concatenateColumns(String to, String separator, String... columns) {
        return new ConcatenateColumns(
                List.of(columns).stream().map(ColumnPath::parse).toList(), ColumnPath.parse(to), separator, "");
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        return output(in).type();
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        return output(in.schema()).over(in);
    }

    private Projection output(Type.Struct in) {
        var all = Columns.of("Cannot concatenate columns to '" + to + "'", in);
        var parts = new ArrayList<Value>();
        for (var column : columns) {
            if (!parts.isEmpty() && !separator.isEmpty()) {
                parts.add(Computed.text(separator));
            }
            parts.add(Value.firstOf(List.of(text(all, column), Computed.text(nullValue))));
        }
        var text = Computed.by(
                Type.Primitive.STRING,
                inputs -> new Concat(JavaConverters.asScalaBuffer(inputs)),
                parts.toArray(Value[]::new));
        return all.put(to, text).fields();
    }

    private static Value text(Columns all, ColumnPath column) {
        var value = all.find(column);
        var single = all.branches(value);
        if (!single.stream().allMatch(each -> isSingle(each.type()))) {
            throw all.wrongType(column, value, "a text, number, date or boolean");
        }
        return Value.firstOf(
                single.stream().map(each -> each.tryCast(Type.Primitive.STRING)).toList());
    }

    private static boolean isSingle(Type type) {
        return type instanceof Type.Primitive || type instanceof Type.Decimal;
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<List<ColumnPath>> COLUMNS =
                PathSetting.paths("columns").required().doc("The columns, in the order of the text.");
        private static final Setting<ColumnPath> TO =
                PathSetting.path("to").required().doc("Where the text goes.");
        private static final Setting<String> SEPARATOR =
                Setting.string("separator").defaultsTo("").doc("What stands between two values; default nothing.");
        private static final Setting<String> NULL_VALUE =
                Setting.string("null-value").defaultsTo("").doc("What stands for null; default nothing.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "concatenate-columns";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(COLUMNS, TO, SEPARATOR, NULL_VALUE);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new ConcatenateColumns(
                    settings.get(COLUMNS), settings.get(TO), settings.get(SEPARATOR), settings.get(NULL_VALUE));
        }
    }
}
