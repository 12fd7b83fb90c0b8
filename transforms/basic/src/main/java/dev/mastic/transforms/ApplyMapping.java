// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

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
import dev.mastic.transforms.path.FieldLookup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Glue's {@code ApplyMapping}: only the mapped fields, renamed, nested, unnested and cast. They stand in the order of
 * the mappings, the fields of a target struct together where the first of them stands.
 *
 * <p>Values that are not of the source type become null; of a choice, the branch of that type is taken. A value that
 * cannot be cast becomes null, as with Spark's {@code try_cast}: texts are trimmed, numbers that overflow are null, a
 * whole number is a timestamp in seconds. {@code struct}, {@code array} and {@code map} as bare types let a value
 * through. A source that is not there is refused, and so are fields under arrays and two mappings to one target.
 *
 * @param mappings in the order of the output
 * @param caseSensitive whether names of sources must match exactly
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-ApplyMapping.html">ApplyMapping</a>
 */
public record ApplyMapping(List<Mapping> mappings, boolean caseSensitive) implements FrameTransform {
    public ApplyMapping {
        mappings = List.copyOf(mappings);
    }

    /** Maps fields by texts of the form {@code source[:type] -> target[:type]}; names are case-sensitive. */
    public static ApplyMapping applyMapping(String... mappings) {
        return new ApplyMapping(Arrays.stream(mappings).map(Mapping::parse).toList(), true);
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        return mapped(in).type();
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        return mapped(in.schema()).over(in);
    }

    /** A mapped value on its way to its place in the output. */
    private record Placed(Mapping mapping, List<String> target, Value value) {
        String head() {
            return target.get(0);
        }

        Placed inside() {
            return new Placed(mapping, target.subList(1, target.size()), value);
        }
    }

    private Projection mapped(Type.Struct in) {
        var fields = Projection.of(in);
        return nest(mappings.stream()
                .map(mapping -> new Placed(mapping, names(mapping), value(fields, mapping)))
                .toList());
    }

    private Projection nest(List<Placed> all) {
        Map<String, List<Placed>> byHead = new LinkedHashMap<>();
        for (var placed : all) {
            var key = caseSensitive ? placed.head() : placed.head().toLowerCase(Locale.ROOT);
            byHead.computeIfAbsent(key, head -> new ArrayList<>()).add(placed);
        }
        return new Projection(byHead.values().stream()
                .map(group -> new Projection.Member(group.get(0).head(), nested(group)))
                .toList());
    }

    private Value nested(List<Placed> group) {
        var ends = group.stream().filter(placed -> placed.target().size() == 1).toList();
        if (ends.isEmpty()) {
            return nest(group.stream().map(Placed::inside).toList()).struct();
        } else if (group.size() > 1) {
            var other = group.get(0).equals(ends.get(0)) ? group.get(1) : group.get(0);
            throw fail(ends.get(0).mapping(), "another mapping has the same target (" + other.mapping() + ")");
        }
        return ends.get(0).value();
    }

    private static List<String> names(Mapping mapping) {
        return mapping.target().steps().stream()
                .map(step -> {
                    if (step instanceof ColumnPath.Name name) {
                        return name.name();
                    }
                    throw fail(mapping, "a target cannot lie under an array");
                })
                .toList();
    }

    private Value value(Projection fields, Mapping mapping) {
        var lookup = new FieldLookup(caseSensitive, "Cannot map '" + mapping + "'", "the record");
        var found = lookup.find(fields, mapping.source());
        var taken = mapping.sourceType().map(type -> ofType(found, type)).orElse(found);
        return mapping.targetType().map(type -> cast(taken, type, mapping)).orElse(taken);
    }

    /** The values of a type, null for others. */
    private static Value ofType(Value value, Mapping.TypeName wanted) {
        var taken = branches(value).stream()
                .filter(branch -> wanted.takes(branch.type()))
                .map(branch -> wanted.isWiderThan(branch.type())
                        ? branch.tryCast(wanted.type().orElseThrow())
                        : branch)
                .toList();
        return taken.isEmpty() ? Value.nothing(wanted.type().orElse(Type.Primitive.NULL)) : Value.firstOf(taken);
    }

    private static Value cast(Value value, Mapping.TypeName wanted, Mapping mapping) {
        if (wanted.type().map(value.type()::equals).orElse(false)) {
            return value;
        } else if (value.type() == Type.Primitive.NULL) {
            return Value.nothing(wanted.type().orElse(Type.Primitive.NULL));
        }
        var castable = branches(value).stream()
                .filter(branch -> wanted.type().map(branch::canCast).orElse(wanted.takes(branch.type())))
                .map(branch -> branch.tryCast(wanted.type().orElse(branch.type())))
                .toList();
        if (castable.isEmpty()) {
            throw fail(
                    mapping, "no value of it can become a " + wanted + " (got " + TypeString.print(value.type()) + ")");
        }
        return Value.firstOf(castable);
    }

    private static List<Value> branches(Value value) {
        return value.branches()
                .map(all -> all.members().stream().map(Projection.Member::value).toList())
                .orElse(List.of(value));
    }

    private static UsageException fail(Mapping mapping, String why) {
        return new UsageException("Cannot map '" + mapping + "': " + why);
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<List<Mapping>> MAPPINGS = Setting.of("mappings", Plugin::mappings)
                .required()
                .doc("The fields of the output in their order, each as \"source[:type] -> target[:type]\".");
        private static final Setting<Boolean> CASE_SENSITIVE = Setting.bool("case-sensitive")
                .defaultsTo(true)
                .doc("Whether the names of sources must match exactly; if false, an exact match still wins.");

        private static List<Mapping> mappings(ConfigValue value, String base) {
            return Setting.strings("mappings").reader().read(value, base).stream()
                    .map(text -> Setting.parse("a list of mappings", text, Mapping::parse))
                    .toList();
        }

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "apply-mapping";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(MAPPINGS, CASE_SENSITIVE);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new ApplyMapping(settings.get(MAPPINGS), settings.get(CASE_SENSITIVE));
        }
    }
}
