// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.type;

import java.io.Serializable;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/**
 * The kinds of value that were seen in one place of the records, with counts and first examples: the first of the two steps of
 * inference. {@link #merge} is commutative and associative, and idempotent but for the counts; nothing widens here, because widening
 * while merging depends on the order. {@link Resolution} makes a type of it, once, at the end. Immutable.
 */
public final class Observed implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Observed NOTHING = new Observed(new TreeMap<>(), null, null, null, null);

    private final TreeMap<Type.Primitive, Seen> primitives;
    private final Digits digits;
    private final Fields struct;
    private final Elements array;
    private final Entries map;

    /** Exact numbers: the most digits before and after the point. */
    record Digits(int before, int after, Seen seen) implements Serializable {
        Digits merge(Digits other) {
            return new Digits(Math.max(before, other.before), Math.max(after, other.after), seen.merge(other.seen));
        }
    }

    /** Where a field first stood; decides the order of fields, and is no part of equality. */
    record Place(String path, int index) implements Comparable<Place>, Serializable {
        @Override
        public int compareTo(Place other) {
            int byPath = path.compareTo(other.path);
            return byPath != 0 ? byPath : Integer.compare(index, other.index);
        }
    }

    record Member(Observed observed, Place place) implements Serializable {
        Member merge(Member other) {
            return new Member(observed.merge(other.observed), place.compareTo(other.place) <= 0 ? place : other.place);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Member that && observed.equals(that.observed);
        }

        @Override
        public int hashCode() {
            return observed.hashCode();
        }
    }

    record Fields(TreeMap<String, Member> byName, Seen seen) implements Serializable {
        Fields merge(Fields other) {
            return new Fields(union(byName, other.byName, Member::merge), seen.merge(other.seen));
        }
    }

    record Elements(Observed element, Seen seen) implements Serializable {
        Elements merge(Elements other) {
            return new Elements(element.merge(other.element), seen.merge(other.seen));
        }
    }

    record Entries(Observed key, Observed value, Seen seen) implements Serializable {
        Entries merge(Entries other) {
            return new Entries(key.merge(other.key), value.merge(other.value), seen.merge(other.seen));
        }
    }

    Observed(TreeMap<Type.Primitive, Seen> primitives, Digits digits, Fields struct, Elements array, Entries map) {
        this.primitives = primitives;
        this.digits = digits;
        this.struct = struct;
        this.array = array;
        this.map = map;
    }

    /** No value was seen; the identity of {@link #merge}. */
    public static Observed nothing() {
        return NOTHING;
    }

    /** A value of a known type, such as a column of a Parquet file, seen once. */
    public static Observed of(Type type, Example example) {
        var observation = new Observation();
        observation.typed(type, example);
        return observation.toObserved();
    }

    /** What both have seen. */
    public Observed merge(Observed other) {
        return new Observed(
                union(primitives, other.primitives, Seen::merge),
                both(digits, other.digits, Digits::merge),
                both(struct, other.struct, Fields::merge),
                both(array, other.array, Elements::merge),
                both(map, other.map, Entries::merge));
    }

    /** Whether no value was seen, not even null. */
    public boolean isNothing() {
        return kinds().isEmpty();
    }

    /** Each kind by its type name, with how often and where first: the evidence for a column. */
    public SortedMap<String, Seen> kinds() {
        var kinds = new TreeMap<String, Seen>();
        primitives.forEach((type, seen) -> kinds.put(type.typeName(), seen));
        Optional.ofNullable(digits).ifPresent(d -> kinds.put("decimal", d.seen()));
        Optional.ofNullable(struct).ifPresent(s -> kinds.put("struct", s.seen()));
        Optional.ofNullable(array).ifPresent(a -> kinds.put("array", a.seen()));
        Optional.ofNullable(map).ifPresent(m -> kinds.put("map", m.seen()));
        return kinds;
    }

    /** What was seen in a field of the records; nothing if no record has it. */
    public Observed field(String name) {
        return Optional.ofNullable(struct)
                .map(fields -> fields.byName().get(name))
                .map(Member::observed)
                .orElse(NOTHING);
    }

    Map<Type.Primitive, Seen> primitives() {
        return primitives;
    }

    Optional<Digits> digits() {
        return Optional.ofNullable(digits);
    }

    Optional<Fields> struct() {
        return Optional.ofNullable(struct);
    }

    Optional<Elements> array() {
        return Optional.ofNullable(array);
    }

    Optional<Entries> map() {
        return Optional.ofNullable(map);
    }

    private static <T> T both(T left, T right, BinaryOperator<T> merge) {
        return left == null ? right : right == null ? left : merge.apply(left, right);
    }

    private static <K extends Comparable<K>, V> TreeMap<K, V> union(
            TreeMap<K, V> left, TreeMap<K, V> right, BinaryOperator<V> merge) {
        var union = new TreeMap<>(left);
        right.forEach((key, value) -> union.merge(key, value, merge));
        return union;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Observed that
                && primitives.equals(that.primitives)
                && Objects.equals(digits, that.digits)
                && Objects.equals(struct, that.struct)
                && Objects.equals(array, that.array)
                && Objects.equals(map, that.map);
    }

    @Override
    public int hashCode() {
        return Objects.hash(primitives, digits, struct, array, map);
    }

    @Override
    public String toString() {
        return kinds().toString();
    }
}
