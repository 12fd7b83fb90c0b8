// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One mapping of {@link ApplyMapping}: {@code source[:type] -> target[:type]}.
 *
 * @param source the field that is read
 * @param sourceType only values of this type are taken; empty for all
 * @param target where the value goes; dots make structs
 * @param targetType what the value is cast to; empty for its own type
 */
public record Mapping(
        ColumnPath source, Optional<TypeName> sourceType, ColumnPath target, Optional<TypeName> targetType) {
    private static final String ARROW = "->";

    /**
     * A type as mappings write it: in full, or only {@code struct}, {@code array} or {@code map}, whatever is inside.
     *
     * @param name the type name as choices name their branches
     * @param type the full type; empty for a bare name
     */
    public record TypeName(String name, Optional<Type> type) {
        private static final List<String> BARE = List.of("struct", "array", "map");
        private static final List<Type> WHOLE =
                List.of(Type.Primitive.BYTE, Type.Primitive.SHORT, Type.Primitive.INT, Type.Primitive.LONG);
        private static final Map<Type, List<Type>> WIDER = Map.of(
                Type.Primitive.SHORT, WHOLE.subList(0, 1),
                Type.Primitive.INT, WHOLE.subList(0, 2),
                Type.Primitive.LONG, WHOLE.subList(0, 3),
                Type.Primitive.DOUBLE, List.of(Type.Primitive.FLOAT));

        /**
         * Reads a type.
         *
         * @throws UsageException naming the place in the text that is not understood
         */
        public static TypeName parse(String text) {
            var bare = text.strip().toLowerCase(Locale.ROOT);
            return BARE.contains(bare) ? new TypeName(bare, Optional.empty()) : of(TypeString.parse(text));
        }

        /** A type in full. */
        public static TypeName of(Type type) {
            return new TypeName(type.typeName(), Optional.of(type));
        }

        /**
         * Whether values of a type are of this one: by the name, or because every such number is also one of this type.
         */
        boolean takes(Type actual) {
            return actual.typeName().equals(name) || isWiderThan(actual);
        }

        boolean isWiderThan(Type actual) {
            return type.map(wide -> WIDER.getOrDefault(wide, List.of()).contains(actual))
                    .orElse(false);
        }

        @Override
        public String toString() {
            return type.map(TypeString::print).orElse(name);
        }
    }

    /** A copy of a field under another path, with its type. */
    public static Mapping of(String source, String target) {
        return new Mapping(ColumnPath.parse(source), Optional.empty(), ColumnPath.parse(target), Optional.empty());
    }

    /**
     * Reads {@code source[:type] -> target[:type]}; arrows and colons inside backticks belong to names.
     *
     * @throws UsageException saying what is not understood
     */
    public static Mapping parse(String text) {
        int arrow = unquoted(text, ARROW);
        if (arrow < 0) {
            throw new UsageException(
                    "Cannot read mapping '" + text + "': it has no '->' (expected source[:type] -> target[:type])");
        }
        var source = text.substring(0, arrow);
        var target = text.substring(arrow + ARROW.length());
        try {
            return new Mapping(path(source), type(source), path(target), type(target));
        } catch (UsageException e) {
            throw new UsageException("Cannot read mapping '" + text + "': " + e.getMessage(), e);
        }
    }

    private static ColumnPath path(String side) {
        int colon = unquoted(side, ":");
        return ColumnPath.parse((colon < 0 ? side : side.substring(0, colon)).strip());
    }

    private static Optional<TypeName> type(String side) {
        int colon = unquoted(side, ":");
        return colon < 0 ? Optional.empty() : Optional.of(TypeName.parse(side.substring(colon + 1)));
    }

    /** Where a text first stands outside backticks, or -1; a doubled backtick closes and opens again. */
    static int unquoted(String text, String sought) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '`') {
                quoted = !quoted;
            } else if (!quoted && text.startsWith(sought, i)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public String toString() {
        return source + sourceType.map(type -> ":" + type).orElse("") + " " + ARROW + " " + target
                + targetType.map(type -> ":" + type).orElse("");
    }
}
