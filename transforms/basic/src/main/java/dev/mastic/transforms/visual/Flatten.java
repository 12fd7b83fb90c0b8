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
import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Glue Studio's "Flatten": the fields of structs as columns of their own, in the struct's place, named after the way to
 * them. {@code { transform = flatten, max-levels = 2, separator = "_" }}.
 *
 * <p>Fields of a null struct are null. Arrays, maps, choices and structs without fields stay as they are. Two columns
 * that would get one name are refused, with the fields that they come from.
 *
 * @param maxLevels how many structs inside each other are taken apart; 0 for all
 * @param separator what stands between the names
 */
public record Flatten(int maxLevels, String separator) implements FrameTransform {
    /** Flattens all levels, with dots between the names. */
    public static Flatten flatten() {
        return new Flatten(0, ".");
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        return flat(in).type();
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        return flat(in.schema()).over(in);
    }

    private Projection flat(Type.Struct in) {
        var columns = new ArrayList<Leaf>();
        for (var member : Projection.of(in).members()) {
            addLeaves(columns, new Leaf(List.of(member.name()), member.value()));
        }
        refuseClashes(columns);
        return new Projection(columns.stream()
                .map(leaf -> new Projection.Member(name(leaf), leaf.value()))
                .toList());
    }

    /** @param way the names from the top */
    private record Leaf(List<String> way, Value value) {
        Leaf inside(Projection.Member field) {
            var longer = new ArrayList<>(way);
            longer.add(field.name());
            return new Leaf(longer, field.value());
        }
    }

    private void addLeaves(List<Leaf> all, Leaf leaf) {
        boolean deeper = maxLevels == 0 || leaf.way().size() <= maxLevels;
        var fields = leaf.value().fields().filter(inside -> deeper && !inside.isEmpty());
        if (fields.isEmpty()) {
            all.add(leaf);
        } else {
            fields.get().members().forEach(field -> addLeaves(all, leaf.inside(field)));
        }
    }

    private String name(Leaf leaf) {
        return String.join(separator, leaf.way());
    }

    private void refuseClashes(List<Leaf> columns) {
        Map<String, Leaf> byName = new HashMap<>();
        for (var leaf : columns) {
            var other = byName.put(name(leaf), leaf);
            if (other != null) {
                throw new UsageException("Cannot flatten: two columns would be '" + name(leaf) + "' (got fields "
                        + other.way() + " and " + leaf.way() + "; set another separator, or rename one before)");
            }
        }
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<Long> MAX_LEVELS = Setting.number("max-levels", 0)
                .defaultsTo(0L)
                .doc("How many structs inside each other are taken apart; 0 for all.");
        private static final Setting<String> SEPARATOR =
                Setting.string("separator").defaultsTo(".").doc("What stands between the names.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "flatten";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(MAX_LEVELS, SEPARATOR);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new Flatten((int) Math.min(settings.get(MAX_LEVELS), Integer.MAX_VALUE), settings.get(SEPARATOR));
        }
    }
}
