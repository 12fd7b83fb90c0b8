// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.Suggestion;
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
import java.util.List;
import java.util.Optional;

/**
 * Glue's {@code RenameField}. Both sides are full paths: {@code address.state -> address.state_code} renames inside the
 * struct, {@code address.zip -> zip} moves. The renamed field goes to the end of its record or struct. Inside arrays
 * both sides share the way into the elements ({@code friends[].age -> friends[].years}). A struct that loses its last
 * field goes too; null structs stay null. A field that is not there, and a new name that is taken, are refused.
 *
 * @param from the field as it is
 * @param to the field as it shall be
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-RenameField.html">RenameField</a>
 */
public record RenameField(ColumnPath from, ColumnPath to) implements FrameTransform {
    /** Renames a field. */
    public static RenameField renameField(String from, String to) {
        return new RenameField(ColumnPath.parse(from), ColumnPath.parse(to));
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        return renamed(in).type();
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        return renamed(in.schema()).over(in);
    }

    private Projection renamed(Type.Struct in) {
        return rename(Projection.of(in), from.steps(), to.steps());
    }

    /** Goes down as long as both ways are the same, so that the structs on the way keep their place and their nulls. */
    private Projection rename(Projection fields, List<ColumnPath.Step> old, List<ColumnPath.Step> now) {
        var name = name(old);
        if (old.size() > 1 && now.size() > 1 && name.equals(name(now))) {
            var inside = renameInside(get(fields, name), rest(old), rest(now));
            return fields.with(name, inside);
        }
        var value = take(fields, old);
        return put(remove(fields, old), now, value);
    }

    private Value renameInside(Value value, List<ColumnPath.Step> old, List<ColumnPath.Step> now) {
        if (isElements(old)
                && isElements(now)
                && old.size() > 1
                && now.size() > 1
                && value.type() instanceof Type.Array) {
            return value.mapElements(each -> renameInside(each, rest(old), rest(now)));
        }
        return rename(fields(value, old), old, now).struct().whereSet(value);
    }

    private Value take(Projection fields, List<ColumnPath.Step> steps) {
        var value = get(fields, name(steps));
        return steps.size() == 1 ? value : take(fields(value, rest(steps)), rest(steps));
    }

    private Projection remove(Projection fields, List<ColumnPath.Step> steps) {
        if (steps.size() == 1) {
            return fields.without(name(steps));
        }
        return fields.mapValues((name, value) ->
                name.equals(name(steps)) ? value.reshape(inner -> remove(inner, rest(steps))) : Optional.of(value));
    }

    private Projection put(Projection fields, List<ColumnPath.Step> steps, Value moved) {
        var name = name(steps);
        var there = fields.find(name);
        if (steps.size() == 1) {
            if (there.isPresent()) {
                throw fail("there is a field '" + name + "' already");
            }
            return fields.with(name, moved);
        }
        var inside = rest(steps);
        var struct = there.map(value ->
                        put(fields(value, inside), inside, moved).struct().whereSet(value, moved))
                .orElseGet(() -> put(new Projection(List.of()), inside, moved).struct());
        return fields.with(name, struct);
    }

    private Value get(Projection fields, String name) {
        return fields.find(name)
                .orElseThrow(() -> fail("no field '" + name + "' " + Suggestion.among(name, fields.names())));
    }

    private Projection fields(Value value, List<ColumnPath.Step> steps) {
        if (isElements(steps)) {
            throw fail("a field leaves or enters an array only with the whole array");
        }
        return value.fields()
                .orElseThrow(() -> fail("'" + name(steps) + "' is sought inside a "
                        + value.type().typeName() + " (got "
                        + TypeString.print(value.type()) + "; expected a struct"
                        + (value.type() instanceof Type.Array ? "; fields of elements are written with [])" : ")")));
    }

    private String name(List<ColumnPath.Step> steps) {
        if (steps.get(0) instanceof ColumnPath.Name name) {
            return name.name();
        }
        throw fail("a field leaves or enters an array only with the whole array");
    }

    private static boolean isElements(List<ColumnPath.Step> steps) {
        return steps.get(0) instanceof ColumnPath.Elements;
    }

    private static List<ColumnPath.Step> rest(List<ColumnPath.Step> steps) {
        return steps.subList(1, steps.size());
    }

    private UsageException fail(String why) {
        return new UsageException("Cannot rename " + from + " to " + to + ": " + why);
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<ColumnPath> FROM =
                PathSetting.path("from").required().doc("The field to rename, as a full column path.");
        private static final Setting<ColumnPath> TO =
                PathSetting.path("to").required().doc("Its new name, as a full column path; another parent moves it.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "rename-field";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(FROM, TO);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new RenameField(settings.get(FROM), settings.get(TO));
        }
    }
}
