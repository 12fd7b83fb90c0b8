// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import com.typesafe.config.ConfigObject;
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
import dev.mastic.core.type.TypeString;
import dev.mastic.transforms.path.PathSetting;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Constants in the place of nulls. {@code { transform = fill-nulls, values = { city = "unknown", "address.floor" = 0 }
 * }}, {@code { transform = fill-nulls, columns = [a, b], value = 0 }}, or {@code { transform = fill-nulls, value = 0 }}
 * for all columns of the value's kind.
 *
 * <p>A value for a named column must be one of the column's type, whole: {@code 1.5} for an int, or a text that is no
 * date for a date, is refused, and so are columns that are not there, structs, arrays, maps and choices. Without names,
 * texts fill string columns, booleans boolean ones and numbers those that hold them exactly, on the top level; other
 * columns stay. Not-a-number is no null. A struct that is null stays null.
 *
 * @param values by full paths through structs
 * @param others for all other columns of its kind
 */
public record FillNulls(Map<ColumnPath, Constant> values, Optional<Constant> others) implements FrameTransform {
    public FillNulls {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Fills all columns of the value's kind. */
    public static FillNulls fillNulls(Constant value) {
        return new FillNulls(Map.of(), Optional.of(value));
    }

    /** Fills one column. */
    public static FillNulls fillNulls(String column, Constant value) {
        return new FillNulls(Map.of(ColumnPath.parse(column), value), Optional.empty());
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
        var rest = Projection.of(in).mapValues((name, value) -> Optional.of(filled(name, value)));
        var columns = new Columns("Cannot fill nulls", rest);
        for (var each : values.entrySet()) {
            columns = columns.replace(each.getKey(), value -> filled(each.getKey(), value, each.getValue()));
        }
        return columns.fields();
    }

    private Value filled(String name, Value value) {
        return values.containsKey(ColumnPath.of(name))
                ? value
                : others.filter(constant -> constant.isOfKind(value.type()))
                        .flatMap(constant -> constant.as(value.type()))
                        .map(constant -> Value.firstOf(List.of(value, constant)))
                        .orElse(value);
    }

    private static Value filled(ColumnPath column, Value value, Constant constant) {
        return constant.as(value.type())
                .map(filling -> Value.firstOf(List.of(value, filling)))
                .orElseThrow(() -> new UsageException("Cannot fill nulls of '" + column + "': " + constant
                        + " is no value of its type (expected " + TypeString.print(value.type()) + ")"));
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<List<ColumnPath>> COLUMNS =
                PathSetting.paths("columns").doc("The columns that get the value; default all of its kind.");
        private static final Setting<Constant> VALUE =
                Setting.of("value", Constant::read).doc("The value in the place of nulls.");
        private static final Setting<Map<ColumnPath, Constant>> VALUES = Setting.of("values", Plugin::values)
                .doc("The values by column; `value` is for the other columns then.");

        private static Map<ColumnPath, Constant> values(ConfigValue value, String base) {
            if (!(value instanceof ConfigObject block)) {
                throw new IllegalArgumentException("a block of columns with their values");
            }
            var values = new LinkedHashMap<ColumnPath, Constant>();
            block.forEach((column, constant) -> values.put(PathSetting.parse(column), Constant.read(constant, base)));
            return values;
        }

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "fill-nulls";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(COLUMNS, VALUE, VALUES);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            var values = new LinkedHashMap<>(settings.find(VALUES).orElse(Map.of()));
            var value = settings.find(VALUE);
            var columns = settings.find(COLUMNS);
            if (columns.isPresent() ? value.isEmpty() || !values.isEmpty() : value.isEmpty() && values.isEmpty()) {
                throw new UsageException("Cannot fill nulls: the values are not clear (expected value, values, or"
                        + " columns with value) at " + settings.origin());
            }
            columns.ifPresent(names -> names.forEach(name -> values.put(name, value.orElseThrow())));
            return new FillNulls(values, columns.isPresent() ? Optional.empty() : value);
        }
    }
}
