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
import dev.mastic.transforms.path.FieldLookup;
import dev.mastic.transforms.path.PathSetting;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Glue Studio's "Remove Null Rows": without the rows in which all columns are null, or all of some columns.
 *
 * <pre>{@code
 * { transform = remove-null-rows }
 * { transform = remove-null-rows, extended = true, columns = [name, address.city] }
 * }</pre>
 *
 * <p>When {@code extended}, texts that are empty, blank or {@code null} count as null too, also as branches of choices. A struct counts by
 * itself: one whose fields are all null is not null. A choice is null if none of its branches is set. Columns that are not there are
 * refused, with the nearest one; no row is. Lazy; the condition reaches sources that can filter.
 *
 * @param extended whether empty texts count as null
 * @param columns paths through structs and choices; none for all columns
 */
public record RemoveNullRows(boolean extended, List<ColumnPath> columns) implements FrameTransform {
    public RemoveNullRows {
        columns = List.copyOf(columns);
    }

    /** Removes rows of nulls only. */
    public static RemoveNullRows removeNullRows() {
        return new RemoveNullRows(false, List.of());
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        values(in);
        return in;
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        var type = in.schema();
        var rows = in.toDF();
        var present = values(type).stream()
                .map(value -> isPresent(value, type, rows))
                .reduce(Column::or)
                .orElse(functions.lit(true));
        return in.derive(type, rows.filter(present));
    }

    private List<Value> values(Type.Struct in) {
        var fields = Projection.of(in);
        var lookup = new FieldLookup(true, "Cannot remove null rows", "the record");
        return columns.isEmpty()
                ? fields.members().stream().map(Projection.Member::value).toList()
                : columns.stream().map(path -> lookup.find(fields, path)).toList();
    }

    private Column isPresent(Value value, Type.Struct type, Dataset<Row> rows) {
        if (extended && value.type() instanceof Type.Choice) {
            return value.branches().orElseThrow().members().stream()
                    .map(branch -> isPresent(branch.value(), type, rows))
                    .reduce(Column::or)
                    .orElseThrow();
        }
        var column = value.over(type, rows);
        return extended && value.type() == Type.Primitive.STRING
                ? functions.not(functions.trim(column).isin("", "null"))
                : column.isNotNull();
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<Boolean> EXTENDED = Setting.bool("extended")
                .defaultsTo(false)
                .doc("Whether texts that are empty, blank or `null` count as null.");
        private static final Setting<List<ColumnPath>> COLUMNS = PathSetting.paths("columns")
                .defaultsTo(List.of())
                .doc("The columns that must all be null; by default all.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "remove-null-rows";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(EXTENDED, COLUMNS);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new RemoveNullRows(settings.get(EXTENDED), settings.get(COLUMNS));
        }
    }
}
