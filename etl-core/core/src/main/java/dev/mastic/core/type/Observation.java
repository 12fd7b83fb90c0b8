// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.type;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** Takes down the values of one place while a file is read; becomes an {@link Observed}. Mutable, one thread at a time. */
public final class Observation {
    private final TreeMap<Type.Primitive, Seen> primitives = new TreeMap<>();
    private final Map<String, Observation> fields = new LinkedHashMap<>();
    private String path = "";
    private Observed.Digits digits;
    private Seen struct;
    private Seen array;
    private Seen map;
    private Observation element;
    private Observation key;
    private Observation entry;

    /** A value without parts, or null. */
    public void value(Type.Primitive type, Example example) {
        primitives.merge(type, Seen.once(example), Seen::merge);
    }

    /** Values of one type that were counted elsewhere. */
    public void values(Type.Primitive type, Seen seen) {
        primitives.merge(type, seen, Seen::merge);
    }

    /**
     * Exact numbers that were counted elsewhere.
     *
     * @param before the most digits before the point
     * @param after the most digits behind it
     */
    public void numbers(int before, int after, Seen seen) {
        var all = new Observed.Digits(before, after, seen);
        digits = digits == null ? all : digits.merge(all);
    }

    /** Records that were counted elsewhere; their fields follow by {@link #field}. */
    public void structs(Seen seen) {
        path = struct == null || seen.first().path().compareTo(path) < 0
                ? seen.first().path()
                : path;
        struct = struct == null ? seen : struct.merge(seen);
    }

    /** An exact number with a point or beyond 64 bits. */
    public void number(BigDecimal number, Example example) {
        decimal(Math.max(number.precision() - number.scale(), 0), Math.max(number.scale(), 0), example);
    }

    /** A record or nested object; its fields follow by {@link #field}. */
    public void struct(Example example) {
        structs(Seen.once(example));
    }

    /** The place of a field of the records. */
    public Observation field(String name) {
        return fields.computeIfAbsent(name, n -> new Observation());
    }

    /** The place of a field that has been taken down; empty if none has been. */
    public Optional<Observation> knownField(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** The place of elements, if any has been taken down. */
    public Optional<Observation> knownElement() {
        return Optional.ofNullable(element);
    }

    /** A list; its elements follow by {@link #element}. */
    public void array(Example example) {
        array = more(array, example);
    }

    /** Lists that were counted elsewhere. */
    public void arrays(Seen seen) {
        array = array == null ? seen : array.merge(seen);
    }

    /** The place of the elements of the lists. */
    public Observation element() {
        element = element == null ? new Observation() : element;
        return element;
    }

    /** A value whose type is known before reading it, with all its parts. */
    public void typed(Type type, Example example) {
        if (type instanceof Type.Primitive primitive) {
            value(primitive, example);
        } else if (type instanceof Type.Decimal decimal) {
            decimal(decimal.precision() - decimal.scale(), decimal.scale(), example);
        } else if (type instanceof Type.Struct record) {
            struct(example);
            record.fields().forEach(field -> field(field.name()).typed(field.type(), example));
        } else if (type instanceof Type.Array list) {
            array(example);
            element().typed(list.element(), example);
        } else if (type instanceof Type.Map entries) {
            map = more(map, example);
            key = key == null ? new Observation() : key;
            key.typed(entries.key(), example);
            entry = entry == null ? new Observation() : entry;
            entry.typed(entries.value(), example);
        } else if (type instanceof Type.Choice choice) {
            choice.members().forEach(member -> typed(member, example));
        }
    }

    /**
     * What was taken down in the lines that follow: as if it had been taken down here.
     *
     * @param linesBefore how many lines come before them; asked only when an example is taken from them
     */
    public void append(Observation later, LongSupplier linesBefore) {
        later.primitives.forEach((type, seen) -> primitives.put(type, append(primitives.get(type), seen, linesBefore)));
        if (later.digits != null) {
            var seen = append(digits == null ? null : digits.seen(), later.digits.seen(), linesBefore);
            var both = digits == null ? later.digits : digits.merge(later.digits);
            digits = new Observed.Digits(both.before(), both.after(), seen);
        }
        path = struct == null ? later.path : path;
        struct = append(struct, later.struct, linesBefore);
        array = append(array, later.array, linesBefore);
        map = append(map, later.map, linesBefore);
        later.fields.forEach((name, field) -> field(name).append(field, linesBefore));
        element = append(element, later.element, linesBefore);
        key = append(key, later.key, linesBefore);
        entry = append(entry, later.entry, linesBefore);
    }

    private static Observation append(Observation place, Observation later, LongSupplier linesBefore) {
        if (later == null) {
            return place;
        }
        var both = place == null ? new Observation() : place;
        both.append(later, linesBefore);
        return both;
    }

    private static Seen append(Seen seen, Seen later, LongSupplier linesBefore) {
        if (later == null) {
            return seen;
        } else if (seen != null) {
            return new Seen(seen.count() + later.count(), seen.first());
        }
        var first = later.first();
        return new Seen(
                later.count(), new Example(first.path(), first.line() + linesBefore.getAsLong(), first.value()));
    }

    /** Everything taken down so far. */
    public Observed toObserved() {
        return new Observed(
                new TreeMap<>(primitives),
                digits,
                struct == null ? null : new Observed.Fields(members(), struct),
                array == null ? null : new Observed.Elements(parts(element), array),
                map == null ? null : new Observed.Entries(parts(key), parts(entry), map));
    }

    private TreeMap<String, Observed.Member> members() {
        var members = new TreeMap<String, Observed.Member>();
        int index = 0;
        for (var field : fields.entrySet()) {
            var place = new Observed.Place(path, index++);
            members.put(field.getKey(), new Observed.Member(field.getValue().toObserved(), place));
        }
        return members;
    }

    private static Observed parts(Observation inner) {
        return inner == null ? Observed.nothing() : inner.toObserved();
    }

    private void decimal(int before, int after, Example example) {
        numbers(before, after, Seen.once(example));
    }

    private static Seen more(Seen seen, Example example) {
        return seen == null ? Seen.once(example) : seen.merge(Seen.once(example));
    }
}
