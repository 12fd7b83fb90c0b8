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
import dev.mastic.core.frame.Transform;
import dev.mastic.core.frame.Value;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.transforms.path.FieldLookup;
import dev.mastic.transforms.path.PathSetting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * Glue Studio's "Explode Array or Map Into Rows": one row for each element of an array or entry of a map, with the other columns repeated.
 *
 * <pre>{@code
 * { transform = explode, column = tags, to = tag }
 * { transform = explode, column = order.items, to = item, key-to = position, outer = true }
 * }</pre>
 *
 * <p>What is exploded, and the key before it, stand in the column's place; those of a column inside a struct stand at the end, and the struct
 * stays as it is. Elements keep their type, also choices. Null elements give rows. Rows whose array or map is null or empty are dropped, or
 * stay once with nulls when {@code outer}. A column that is neither array nor map, also a choice of which a branch is ({@code v.array} is
 * one), is refused, as are columns that are not there and names that are taken; no row is. Lazy; conditions on other columns reach the
 * source.
 *
 * @param column the array or map, a path through structs and choices
 * @param to the column of the elements or values; by default the column's own name, for maps {@code value}
 * @param keyTo the column of the keys, by default {@code key}; for arrays of the places from 0, by default none
 * @param outer whether rows without elements stay
 */
public record Explode(ColumnPath column, Optional<String> to, Optional<String> keyTo, boolean outer)
        implements FrameTransform {
    /** One row for each element of an array, or entry of a map. */
    public static Explode explode(String column) {
        return new Explode(ColumnPath.parse(column), Optional.empty(), Optional.empty(), false);
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        return output(in).type();
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        var type = in.schema();
        var output = output(type);
        var rows = in.toDF();
        var kept = kept(type);
        var selected = new ArrayList<Column>();
        kept.members()
                .forEach(member -> selected.add(member.value().over(type, rows).as(member.name())));
        var parts = parts(type).stream().map(Type.Field::name).toArray(String[]::new);
        selected.add(generator(type, exploded(type).over(type, rows)).as(parts));
        return in.derive(output.type(), output.over(generated(type), rows.select(selected.toArray(Column[]::new))));
    }

    private Column generator(Type.Struct in, Column column) {
        if (parts(in).size() == 2 && exploded(in).type() instanceof Type.Array) {
            return outer ? functions.posexplode_outer(column) : functions.posexplode(column);
        }
        return outer ? functions.explode_outer(column) : functions.explode(column);
    }

    private Value exploded(Type.Struct in) {
        var value = new FieldLookup(true, "Cannot explode " + column, "the record").find(Projection.of(in), column);
        if (value.type() instanceof Type.Array || value.type() instanceof Type.Map) {
            return value;
        }
        throw new UsageException(
                "Cannot explode " + column + ": it has no elements (got " + TypeString.print(value.type())
                        + "; expected an array or a map"
                        + (value.type() instanceof Type.Choice ? "; resolve the choice before" : "")
                        + ")");
    }

    /** What the generator makes, under the names of the output. */
    private List<Type.Field> parts(Type.Struct in) {
        var parts = new ArrayList<Type.Field>();
        if (exploded(in).type() instanceof Type.Map map) {
            parts.add(new Type.Field(keyTo.orElse("key"), map.key()));
            parts.add(new Type.Field(to.orElse("value"), map.value()));
        } else if (exploded(in).type() instanceof Type.Array array) {
            keyTo.ifPresent(key -> parts.add(new Type.Field(key, Type.Primitive.INT)));
            parts.add(new Type.Field(to.orElseGet(column::leaf), array.element()));
        }
        return parts;
    }

    private Projection kept(Type.Struct in) {
        return column.steps().size() == 1 ? Projection.of(in).without(column.head()) : Projection.of(in);
    }

    /** The kept columns, then what the generator makes. */
    private Type.Struct generated(Type.Struct in) {
        var fields = new ArrayList<>(kept(in).type().fields());
        for (var part : parts(in)) {
            if (fields.stream().anyMatch(field -> field.name().equals(part.name()))) {
                throw new UsageException("Cannot explode " + column + ": there is a column '" + part.name()
                        + "' already (set to, or key-to, to another name)");
            }
            fields.add(part);
        }
        return new Type.Struct(fields);
    }

    private Projection output(Type.Struct in) {
        var members = new ArrayList<>(Projection.of(generated(in)).members());
        int kept = kept(in).names().size();
        if (kept < in.names().size()) {
            // to where the column stood
            Collections.rotate(members.subList(in.indexOf(column.head()), members.size()), members.size() - kept);
        }
        return new Projection(members);
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<ColumnPath> COLUMN =
                PathSetting.path("column").required().doc("The array or map.");
        private static final Setting<String> TO = Setting.string("to")
                .doc("The column of the elements or values; by default the name of an array, and `value` for maps.");
        private static final Setting<String> KEY_TO = Setting.string("key-to")
                .doc("The column of a map's keys, by default `key`, or of the places in an array, by default none.");
        private static final Setting<Boolean> OUTER =
                Setting.bool("outer").defaultsTo(false).doc("Whether rows without elements stay, with nulls.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "explode";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(COLUMN, TO, KEY_TO, OUTER);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new Explode(settings.get(COLUMN), settings.find(TO), settings.find(KEY_TO), settings.get(OUTER));
        }
    }
}
