// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which partitions are wanted: what an {@code Expression} of {@code GetPartitions} says, with its literals read as the types of the keys.
 *
 * <p>A value {@link Partition#NULL_VALUE} is null: of a key that is no string, comparisons with it are neither true nor false. A string key
 * compares it as the text that it is, as Glue does. A value that is none of its key's type makes the answer unknown too, and is an error
 * unless the rest of the filter decides.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_GetPartitions.html">GetPartitions</a>
 */
public sealed interface PartitionFilter {
    /** Lets every partition through. */
    PartitionFilter ALL = new And(List.of());

    /** What holds for a partition. False decides an {@code And}, true an {@code Or}; of the others, invalid outweighs unknown. */
    enum Truth {
        FALSE,
        UNKNOWN,
        INVALID,
        TRUE;

        Truth not() {
            return switch (this) {
                case FALSE -> TRUE;
                case TRUE -> FALSE;
                default -> this;
            };
        }
    }

    /** How a key is compared with a literal. */
    enum Operator {
        EQUAL(order -> order == 0),
        NOT_EQUAL(order -> order != 0),
        LESS(order -> order < 0),
        LESS_OR_EQUAL(order -> order <= 0),
        GREATER(order -> order > 0),
        GREATER_OR_EQUAL(order -> order >= 0);

        private final Predicate<Integer> holds;

        Operator(Predicate<Integer> holds) {
            this.holds = holds;
        }

        /** What holds for a value exactly when this does not. */
        public Operator opposite() {
            return switch (this) {
                case EQUAL -> NOT_EQUAL;
                case NOT_EQUAL -> EQUAL;
                case LESS -> GREATER_OR_EQUAL;
                case LESS_OR_EQUAL -> GREATER;
                case GREATER -> LESS_OR_EQUAL;
                case GREATER_OR_EQUAL -> LESS;
            };
        }
    }

    /**
     * A partition key of the table.
     *
     * @param position from 0
     */
    record Key(int position, String name, KeyType type) {
        /** The value of a partition that is no null; empty if it is none of the type. */
        private Optional<Comparable<?>> read(String value) {
            return type.read(value);
        }

        private boolean isNull(String value) {
            return type != KeyType.STRING && value.equals(Partition.NULL_VALUE);
        }
    }

    /** All of these hold; true for none. */
    record And(List<PartitionFilter> parts) implements PartitionFilter {
        public And {
            parts = List.copyOf(parts);
        }

        @Override
        public Truth of(List<String> values) {
            var truth = Truth.TRUE;
            for (var part : parts) {
                var other = part.of(values);
                if (other == Truth.FALSE) {
                    return Truth.FALSE;
                }
                truth = both(truth, other);
            }
            return truth;
        }

        /** Invalid before unknown before true. */
        private static Truth both(Truth one, Truth other) {
            if (one == Truth.INVALID || other == Truth.INVALID) {
                return Truth.INVALID;
            }
            return one == Truth.TRUE ? other : one;
        }
    }

    /** At least one of these holds; false for none. */
    record Or(List<PartitionFilter> parts) implements PartitionFilter {
        public Or {
            parts = List.copyOf(parts);
        }

        @Override
        public Truth of(List<String> values) {
            return new And(parts.stream().<PartitionFilter>map(Not::new).toList())
                    .of(values)
                    .not();
        }
    }

    /** The opposite. */
    record Not(PartitionFilter part) implements PartitionFilter {
        @Override
        public Truth of(List<String> values) {
            return part.of(values).not();
        }
    }

    /**
     * A key compared with a literal.
     *
     * @param literal what {@link KeyType#read} gave
     */
    record Compare(Key key, Operator operator, Comparable<?> literal) implements PartitionFilter {
        @Override
        public Truth of(List<String> values) {
            var value = values.get(key.position());
            if (key.isNull(value)) {
                return Truth.UNKNOWN;
            }
            return key.read(value)
                    .map(read -> truth(operator.holds.test(key.type().compare(read, literal))))
                    .orElse(Truth.INVALID);
        }
    }

    /** A string key that looks like a pattern; {@code %} stands for any characters, {@code _} for one. */
    record Like(Key key, String pattern) implements PartitionFilter {
        @Override
        public Truth of(List<String> values) {
            return truth(LikePattern.matches(values.get(key.position()), pattern));
        }
    }

    /** A key whose value is {@link Partition#NULL_VALUE}. */
    record IsNull(Key key) implements PartitionFilter {
        @Override
        public Truth of(List<String> values) {
            return truth(values.get(key.position()).equals(Partition.NULL_VALUE));
        }
    }

    /** What holds for a partition of these values. */
    Truth of(List<String> values);

    /**
     * Whether a partition of these values is wanted.
     *
     * @throws PartitionValueException if that hangs on a value that is none of its key's type
     */
    default boolean matches(List<String> values) {
        var truth = of(values);
        if (truth == Truth.INVALID) {
            throw invalid(this, values).orElseThrow();
        }
        return truth == Truth.TRUE;
    }

    /**
     * Reads an expression; a blank one lets everything through.
     *
     * @param keys the partition keys of the table; their names are compared without regard to case
     * @throws PartitionFilterException if it is no expression, names something else than a key, or compares a key with what is no value of its
     *     type
     */
    static PartitionFilter parse(String expression, List<Column> keys) {
        return expression.isBlank() ? ALL : new PartitionFilterParser(expression, keys).parse();
    }

    private static Truth truth(boolean holds) {
        return holds ? Truth.TRUE : Truth.FALSE;
    }

    private static Optional<PartitionValueException> invalid(PartitionFilter filter, List<String> values) {
        if (filter instanceof And and) {
            return first(and.parts(), values);
        } else if (filter instanceof Or or) {
            return first(or.parts(), values);
        } else if (filter instanceof Not not) {
            return invalid(not.part(), values);
        } else if (filter instanceof Compare compare && compare.of(values) == Truth.INVALID) {
            var key = compare.key();
            return Optional.of(new PartitionValueException(key, values.get(key.position())));
        }
        return Optional.empty();
    }

    private static Optional<PartitionValueException> first(List<PartitionFilter> parts, List<String> values) {
        return parts.stream().flatMap(part -> invalid(part, values).stream()).findFirst();
    }
}
