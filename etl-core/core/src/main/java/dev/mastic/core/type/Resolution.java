// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.type;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The second step of inference: what was {@link Observed} becomes a type, once, at the end. Pure and deterministic; fields stand in the
 * order in which they first appear in the first file by name.
 */
public enum Resolution {
    /**
     * As Glue's crawler writes it: numbers widen, anything else that is mixed is a string, and so is a column of nulls only.
     *
     * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/add-classifier.html">Classifiers in Glue</a>
     */
    GLUE {
        @Override
        Type none() {
            return Type.Primitive.STRING;
        }

        @Override
        Type several(List<Type> members) {
            return widest(members).orElse(Type.Primitive.STRING);
        }
    },

    /** As a DynamicFrame sees it: whole numbers widen, anything else that is mixed is a choice. */
    LOSSLESS {
        @Override
        Type none() {
            return Type.Primitive.NULL;
        }

        @Override
        Type several(List<Type> members) {
            var whole = members.stream().filter(INTEGERS::contains).toList();
            var others = new ArrayList<>(members);
            others.removeAll(whole);
            widest(whole).ifPresent(others::add);
            return oneOrChoice(others);
        }
    },

    /** As Glue unites frames whose types are declared: any two types of different names are a choice. */
    DECLARED {
        @Override
        Type none() {
            return Type.Primitive.NULL;
        }

        @Override
        Type several(List<Type> members) {
            return oneOrChoice(members);
        }
    },

    /** As {@link #DECLARED}, but numbers of all kinds become one. */
    DECLARED_NUMBERS {
        @Override
        Type none() {
            return Type.Primitive.NULL;
        }

        @Override
        Type several(List<Type> members) {
            var numbers = members.stream().filter(Resolution::isNumber).toList();
            if (numbers.size() < 2) {
                return oneOrChoice(members);
            }
            var others = new ArrayList<>(members);
            others.removeAll(numbers);
            widest(numbers).filter(type -> !others.contains(type)).ifPresent(others::add);
            return oneOrChoice(others);
        }
    };

    private static final Set<Type> INTEGERS =
            Set.of(Type.Primitive.BYTE, Type.Primitive.SHORT, Type.Primitive.INT, Type.Primitive.LONG);
    private static final Set<Type> FLOATS = Set.of(Type.Primitive.FLOAT, Type.Primitive.DOUBLE);
    private static final Map<Type, Integer> DIGITS =
            Map.of(Type.Primitive.BYTE, 3, Type.Primitive.SHORT, 5, Type.Primitive.INT, 10, Type.Primitive.LONG, 19);

    /** The type of a place where nothing or only null was seen. */
    abstract Type none();

    /** The type of a place where values of several types were seen. */
    abstract Type several(List<Type> members);

    /** The type of what was observed. */
    public Type resolve(Observed observed) {
        var members = members(observed);
        return switch (members.size()) {
            case 0 -> none();
            case 1 -> members.get(0);
            default -> several(members);
        };
    }

    /** The record type of observed rows; empty when no row was seen. */
    public Type.Struct resolveRows(Observed rows) {
        return rows.struct().map(this::struct).orElse(Type.Struct.EMPTY);
    }

    /**
     * The type that takes the records of all these types: their fields by name, those of the first type first; types that meet in one place
     * are resolved. For {@link #DECLARED} and {@link #DECLARED_NUMBERS} this is associative, commutative but for the order of fields, and
     * idempotent, as long as decimals that meet need no more than 38 digits together.
     */
    public Type.Struct merge(List<Type.Struct> records) {
        var all = Observed.nothing();
        for (int i = 0; i < records.size(); i++) {
            // fields are ordered by the path where they first stood
            all = all.merge(Observed.of(records.get(i), new Example("%09d".formatted(i), 0, "")));
        }
        return resolveRows(all);
    }

    private static Type oneOrChoice(List<Type> members) {
        return members.size() == 1 ? members.get(0) : new Type.Choice(members);
    }

    private static boolean isNumber(Type type) {
        return INTEGERS.contains(type) || FLOATS.contains(type) || type instanceof Type.Decimal;
    }

    private List<Type> members(Observed observed) {
        List<Type> members = new ArrayList<>();
        observed.primitives().keySet().stream()
                .filter(type -> type != Type.Primitive.NULL)
                .forEach(members::add);
        observed.digits()
                .map(Resolution::decimal)
                .filter(d -> !members.contains(d))
                .ifPresent(members::add);
        observed.struct().ifPresent(fields -> members.add(struct(fields)));
        observed.array().ifPresent(array -> members.add(new Type.Array(resolve(array.element()))));
        observed.map().ifPresent(map -> members.add(new Type.Map(resolve(map.key()), resolve(map.value()))));
        return members;
    }

    private Type.Struct struct(Observed.Fields fields) {
        var inOrder = fields.byName().entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.comparing(Observed.Member::place)))
                .toList();
        var types = new ArrayList<Type.Field>(inOrder.size());
        for (var field : inOrder) { // a stream would take several times the stack for each level
            types.add(new Type.Field(field.getKey(), resolve(field.getValue().observed())));
        }
        return new Type.Struct(types);
    }

    /** More digits than a decimal can hold make a string, which loses nothing. */
    private static Type decimal(Observed.Digits digits) {
        int precision = Math.max(1, digits.before() + digits.after());
        return precision > Type.Decimal.MAX_PRECISION
                ? Type.Primitive.STRING
                : new Type.Decimal(precision, digits.after());
    }

    /** The one number type that takes all members; empty when one of them is no number. */
    private static Optional<Type> widest(List<Type> members) {
        if (members.isEmpty() || !members.stream().allMatch(Resolution::isNumber)) {
            return Optional.empty();
        }
        if (members.stream().allMatch(INTEGERS::contains)) {
            return members.stream().max(Comparator.comparing(DIGITS::get));
        }
        boolean exact = members.stream().noneMatch(FLOATS::contains);
        return Optional.of(exact ? decimalOf(members) : Type.Primitive.DOUBLE);
    }

    private static Type decimalOf(List<Type> members) {
        int before = 0;
        int after = 0;
        for (var member : members) {
            if (member instanceof Type.Decimal decimal) {
                before = Math.max(before, decimal.precision() - decimal.scale());
                after = Math.max(after, decimal.scale());
            } else {
                before = Math.max(before, DIGITS.get(member));
            }
        }
        return decimal(new Observed.Digits(before, after, null));
    }
}
