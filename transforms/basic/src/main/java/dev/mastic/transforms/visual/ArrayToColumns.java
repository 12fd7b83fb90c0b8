// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import com.typesafe.config.ConfigValue;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.UsageException;
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
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.expressions.GetArrayItem;
import org.apache.spark.sql.catalyst.expressions.Literal$;

/**
 * Glue Studio's "Array To Columns": elements of an array as columns. {@code { transform = array-to-columns, column =
 * parts, columns = [first, third], indexes = [1, 3] }}.
 *
 * <p>Indexes count from 1. Where the array is null or shorter, the column is null. The array stays. A column that is
 * not there, or is no array, is refused.
 *
 * @param column a full path through structs and choices
 * @param columns the new columns; those of these names are replaced
 * @param indexes which element goes to which column
 */
public record ArrayToColumns(ColumnPath column, List<ColumnPath> columns, List<Integer> indexes)
        implements FrameTransform {
    public ArrayToColumns {
        columns = List.copyOf(columns);
        indexes = List.copyOf(indexes);
        if (columns.size() != indexes.size() || indexes.stream().anyMatch(index -> index < 1)) {
            throw new UsageException("Cannot make columns of '" + column + "': each column needs an index from 1 (got "
                    + columns + " and " + indexes + ")");
        }
    }

    /** Makes columns of the first elements. */
    public static ArrayToColumns arrayToColumns(String column, String... columns) {
        var paths = List.of(columns).stream().map(ColumnPath::parse).toList();
        return new ArrayToColumns(ColumnPath.parse(column), paths, firstOf(paths));
    }

    private static List<Integer> firstOf(List<ColumnPath> columns) {
        return IntStream.rangeClosed(1, columns.size()).boxed().toList();
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
        var all = Columns.of("Cannot make columns of '" + column + "'", in);
        var array = all.find(column);
        if (!(array.type() instanceof Type.Array type)) {
            throw all.wrongType(column, array, "an array");
        }
        var elements = indexes.stream()
                .map(index -> element(type.element(), array, index))
                .toList();
        return all.putAll(columns, elements).fields();
    }

    private static Value element(Type type, Value array, int index) {
        var place = Literal$.MODULE$.apply(index - 1);
        return Computed.by(type, inputs -> new GetArrayItem(inputs.get(0), place, false), array);
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<ColumnPath> COLUMN =
                PathSetting.path("column").required().doc("The column with the arrays, as a full column path.");
        private static final Setting<List<ColumnPath>> COLUMNS =
                PathSetting.paths("columns").required().doc("The new columns.");
        private static final Setting<List<Integer>> INDEXES = Setting.of("indexes", Plugin::indexes)
                .doc("Which element goes to which column, counted from 1; default the first ones in order.");

        private static List<Integer> indexes(ConfigValue value, String base) {
            try {
                return Setting.strings("indexes").reader().read(value, base).stream()
                        .map(Integer::parseInt)
                        .toList();
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("a list of whole numbers from 1", e);
            }
        }

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "array-to-columns";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(COLUMN, COLUMNS, INDEXES);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            var columns = settings.get(COLUMNS);
            return new ArrayToColumns(
                    settings.get(COLUMN), columns, settings.find(INDEXES).orElseGet(() -> firstOf(columns)));
        }
    }
}
