// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.type;

import dev.mastic.core.failure.UsageException;
import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** The type of a column, with Glue's names. Immutable. */
public sealed interface Type extends Serializable {
    /**
     * How many types may lie in each other in a frame. Spark walks types and expressions by recursion: it takes seconds to plan a record of
     * this depth, and at some hundreds more its stack overflows.
     */
    int MOST_LEVELS = 128;

    /** The name of the type as Glue prints it and as choices name their branches: {@code int}, {@code struct}. */
    String typeName();

    /** Whether this type is of a kind, or one that stands anywhere inside it. */
    default boolean holds(Predicate<Type> kind) {
        return kind.test(this) || parts().stream().anyMatch(part -> part.holds(kind));
    }

    /** How many types lie in each other, with this one: 1 for what has no parts. */
    default int levels() {
        return 1;
    }

    private List<Type> parts() {
        if (this instanceof Array array) {
            return List.of(array.element());
        } else if (this instanceof Map map) {
            return List.of(map.key(), map.value());
        } else if (this instanceof Struct struct) {
            return struct.fields().stream().map(Field::type).toList();
        }
        return this instanceof Choice choice ? choice.members() : List.of();
    }

    /** Types without parts. */
    enum Primitive implements Type {
        BOOLEAN,
        BYTE,
        SHORT,
        INT,
        LONG,
        FLOAT,
        DOUBLE,
        STRING,
        BINARY,
        DATE,
        TIMESTAMP,
        TIMESTAMP_NTZ,
        NULL;

        @Override
        public String typeName() {
            return name().toLowerCase(Locale.ROOT);
        }

        @Override
        public String toString() {
            return typeName();
        }
    }

    /**
     * An exact number.
     *
     * @param precision digits in all, 1 to 38
     * @param scale digits after the point, 0 to {@code precision}
     */
    record Decimal(int precision, int scale) implements Type {
        public static final int MAX_PRECISION = 38;

        public Decimal {
            if (precision < 1 || precision > MAX_PRECISION || scale < 0 || scale > precision) {
                throw new IllegalArgumentException("Invalid decimal: (" + precision + "," + scale
                        + ") (expected 1 to 38 digits, of them 0 to all after the point)");
            }
        }

        @Override
        public String typeName() {
            return "decimal";
        }
    }

    /** A list of elements of one type. */
    record Array(Type element) implements Type {
        public Array {
            Objects.requireNonNull(element, "element");
        }

        @Override
        public int levels() {
            return 1 + element.levels();
        }

        @Override
        public String typeName() {
            return "array";
        }
    }

    /** Keys and values; readers of JSON make structs instead. */
    record Map(Type key, Type value) implements Type {
        public Map {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(value, "value");
        }

        @Override
        public int levels() {
            return 1 + Math.max(key.levels(), value.levels());
        }

        @Override
        public String typeName() {
            return "map";
        }
    }

    /** One named member of a struct. */
    record Field(String name, Type type) implements Serializable {
        public Field {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(type, "type");
        }
    }

    /** Named fields in their order. Names are unique. */
    final class Struct implements Type {
        public static final Struct EMPTY = new Struct(List.of());
        private static final long serialVersionUID = 1L;

        private final List<Field> fields;
        private final HashMap<String, Integer> places;
        private final int levels;

        /**
         * These fields, in this order.
         *
         * @throws IllegalArgumentException if two have one name
         */
        public Struct(List<Field> fields) {
            this.fields = List.copyOf(fields);
            this.places = new HashMap<>(2 * fields.size());
            int below = 0;
            for (var field : this.fields) {
                below = Math.max(below, field.type().levels());
                if (places.put(field.name(), places.size()) != null) {
                    throw new IllegalArgumentException("Duplicate field in a struct: '" + field.name() + "'");
                }
            }
            this.levels = 1 + below;
        }

        public static Struct of(Field... fields) {
            return new Struct(List.of(fields));
        }

        @Override
        public int levels() {
            return levels;
        }

        /** The fields in order. */
        public List<Field> fields() {
            return fields;
        }

        /** The field of this exact name. */
        public Optional<Field> field(String name) {
            return Optional.ofNullable(places.get(name)).map(fields::get);
        }

        /** The place of the field of this exact name, from 0; -1 if there is none. */
        public int indexOf(String name) {
            return places.getOrDefault(name, -1);
        }

        /**
         * This record, if a frame can have its type.
         *
         * @param owner whose it is, for the message
         * @throws UsageException naming the field whose types lie in each other more than {@link Type#MOST_LEVELS} deep
         */
        public Struct within(String owner) {
            if (levels > MOST_LEVELS) {
                var deepest = fields.stream()
                        .filter(field -> field.type().levels() == levels - 1)
                        .findFirst()
                        .orElseThrow();
                throw new UsageException("Cannot use the type of " + owner + ": types lie in each other too deep in '"
                        + deepest.name() + "' (got " + levels + " levels; expected at most " + MOST_LEVELS
                        + "; drop the field, or read what lies deep in it as a string)");
            }
            return this;
        }

        /** The names of all fields, in order. */
        public List<String> names() {
            return fields.stream().map(Field::name).toList();
        }

        @Override
        public String typeName() {
            return "struct";
        }

        @Override
        public boolean equals(Object other) {
            return this == other || (other instanceof Struct that && fields.equals(that.fields));
        }

        @Override
        public int hashCode() {
            return fields.hashCode();
        }

        @Override
        public String toString() {
            return "Struct" + fields;
        }
    }

    /** A value of one of several types; at most one member of each type name, sorted by it. */
    record Choice(List<Type> members) implements Type {
        public Choice {
            members = members.stream()
                    .sorted(Comparator.comparing(Type::typeName))
                    .toList();
            if (members.stream().map(Type::typeName).distinct().count() != members.size() || members.size() < 2) {
                throw new IllegalArgumentException("Invalid choice: " + members + " (expected two or more type names)");
            }
        }

        @Override
        public int levels() {
            return 1 + members.stream().mapToInt(Type::levels).max().orElseThrow();
        }

        @Override
        public String typeName() {
            return "choice";
        }
    }

    /** Nothing is known yet; the identity of every merge. */
    record Unknown() implements Type {
        @Override
        public String typeName() {
            return "unknown";
        }
    }
}
