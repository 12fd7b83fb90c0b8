// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import dev.mastic.core.type.Example;
import dev.mastic.core.type.Observation;
import dev.mastic.core.type.Seen;
import dev.mastic.core.type.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * How many cells of each kind stand in a column, and where first.
 *
 * <p>In delimited text any text may look like a number: a title such as {@code 300}, the number of a house. So a column is of numbers,
 * dates or flags only where at least nine of ten cells are; then the others count as strings. In all other columns every cell is a
 * string, and so it is where numbers begin with a zero.
 */
final class ColumnCounts {
    /** Cells of another kind may be one in so many. */
    private static final int RARE = 10;

    private static final CellKind[] FLAGS = {CellKind.BOOLEAN, CellKind.YES, CellKind.NO};
    private static final CellKind[] KINDS = CellKind.values();
    private static final int SHOWN = 100;

    private final long[] counts = new long[KINDS.length];
    private final long[] lines = new long[KINDS.length];
    private final String[] values = new String[KINDS.length];
    private int before;
    private int after;
    private boolean exponents;

    /** Takes down a cell. */
    void cell(Cells cells, int cell, CellTyping typing, long line) {
        int from = cells.start(cell);
        int to = cells.end(cell);
        var kind = cells.quoted(cell) && from == to ? CellKind.MISSING : typing.kind(cells.bytes(), from, to);
        value(cells.bytes(), from, to, kind, typing, line);
    }

    /** Takes down a value that was typed just now. */
    void value(byte[] bytes, int from, int to, CellKind kind, CellTyping typing, long line) {
        int index = kind.ordinal();
        if (counts[index]++ == 0) {
            lines[index] = line;
            int shown = Math.min(SHOWN, to - from);
            values[index] = new String(bytes, from, shown, StandardCharsets.UTF_8);
        }
        if (kind == CellKind.INT || kind == CellKind.LONG || kind == CellKind.DOUBLE || kind == CellKind.EXACT) {
            digits(typing.number());
        }
    }

    private void digits(NumberCell number) {
        before = Math.max(before, number.digits() - number.scale());
        after = Math.max(after, number.scale());
        exponents |= number.hasExponent();
    }

    /** Rows that end before this column. */
    void absent(long rows, long line) {
        int index = CellKind.NULL.ordinal();
        if (rows > 0 && counts[index] == 0) {
            lines[index] = line;
            values[index] = "";
        }
        counts[index] += rows;
    }

    /** Takes over what was counted further on in the file. */
    void add(ColumnCounts later, long linesBefore) {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0 && later.counts[i] > 0) {
                lines[i] = later.lines[i] + linesBefore;
                values[i] = later.values[i];
            }
            counts[i] += later.counts[i];
        }
        before = Math.max(before, later.before);
        after = Math.max(after, later.after);
        exponents |= later.exponents;
    }

    /** Tells what was seen. */
    void observe(Observation place, String path) {
        observe(place, path, false);
    }

    /**
     * Tells what was seen.
     *
     * @param flags whether words for true and false are flags, even where only one of a pair was seen
     */
    void observe(Observation place, String path, boolean flags) {
        long all = count(CellKind.values()) - count(CellKind.NULL, CellKind.MISSING);
        long finite = count(CellKind.INT, CellKind.LONG, CellKind.DOUBLE, CellKind.EXACT);
        long numbers = finite + (finite > 0 ? count(CellKind.NOT_FINITE) : 0);
        long times = count(CellKind.DATE, CellKind.TIMESTAMP);
        if (count(CellKind.CODE) == 0 && most(numbers, all)) {
            numbers(place, path);
        } else if (most(times, all)) {
            var type = count(CellKind.TIMESTAMP) > 0 ? Type.Primitive.TIMESTAMP : Type.Primitive.DATE;
            typed(place, path, type, CellKind.DATE, CellKind.TIMESTAMP);
        } else if ((flags || (count(CellKind.YES) > 0 && count(CellKind.NO) > 0)) && most(count(FLAGS), all)) {
            typed(place, path, Type.Primitive.BOOLEAN, FLAGS);
        } else if (most(count(CellKind.BOOLEAN), all)) {
            typed(place, path, Type.Primitive.BOOLEAN, CellKind.BOOLEAN);
        } else {
            strings(place, path, all);
        }
    }

    /** Tells that the column is of a type that was declared, also where it holds nothing: whoever counted has refused other values. */
    void observeAs(Type.Primitive type, Observation place, String path) {
        var isNull =
                type == Type.Primitive.STRING ? EnumSet.of(CellKind.NULL) : EnumSet.of(CellKind.NULL, CellKind.MISSING);
        CellKind[] values = EnumSet.complementOf(isNull).toArray(CellKind[]::new);
        CellKind[] nulls = isNull.toArray(CellKind[]::new);
        boolean empty = count(values) == 0;
        place.values(type, seen(path, empty ? nulls : values));
        if (!empty) {
            nulls(place, path, nulls);
        }
    }

    /**
     * Tells the same as if all values were of a type that is declared.
     *
     * @param type empty for a decimal, whose digits are those that were seen
     */
    void observe(Observation place, String path, Optional<Type.Primitive> type) {
        nulls(place, path, CellKind.NULL);
        var kinds = Arrays.stream(KINDS).filter(kind -> kind != CellKind.NULL).toArray(CellKind[]::new);
        if (count(kinds) > 0 && type.isPresent()) {
            place.values(type.get(), seen(path, kinds));
        } else if (count(kinds) > 0) {
            place.numbers(Math.max(1, before), after, seen(path, kinds));
        }
    }

    private static boolean most(long some, long all) {
        return some > 0 && (all - some) * RARE <= all;
    }

    private void numbers(Observation place, String path) {
        CellKind[] kinds = {CellKind.INT, CellKind.LONG, CellKind.DOUBLE, CellKind.EXACT, CellKind.NOT_FINITE};
        if (count(CellKind.EXACT) > 0 && !exponents && count(CellKind.NOT_FINITE) == 0) {
            place.numbers(before, after, seen(path, kinds));
            others(place, path, kinds);
        } else if (count(CellKind.DOUBLE, CellKind.EXACT, CellKind.NOT_FINITE) > 0) {
            typed(place, path, Type.Primitive.DOUBLE, kinds);
        } else {
            typed(place, path, count(CellKind.LONG) > 0 ? Type.Primitive.LONG : Type.Primitive.INT, kinds);
        }
    }

    private void typed(Observation place, String path, Type.Primitive type, CellKind... kinds) {
        place.values(type, seen(path, kinds));
        others(place, path, kinds);
    }

    private void others(Observation place, String path, CellKind... kinds) {
        nulls(place, path, CellKind.NULL, CellKind.MISSING);
        var known = List.of(kinds);
        for (var kind : KINDS) {
            if (count(kind) > 0 && kind != CellKind.NULL && kind != CellKind.MISSING && !known.contains(kind)) {
                place.values(Type.Primitive.STRING, seen(path, kind));
            }
        }
    }

    private void strings(Observation place, String path, long all) {
        boolean none = all == 0;
        nulls(place, path, none ? new CellKind[] {CellKind.NULL, CellKind.MISSING} : new CellKind[] {CellKind.NULL});
        for (var kind : KINDS) {
            if (count(kind) > 0 && kind != CellKind.NULL && !(none && kind == CellKind.MISSING)) {
                place.values(Type.Primitive.STRING, seen(path, kind));
            }
        }
    }

    private void nulls(Observation place, String path, CellKind... kinds) {
        if (count(kinds) > 0) {
            place.values(Type.Primitive.NULL, seen(path, kinds));
        }
    }

    private long count(CellKind... kinds) {
        long sum = 0;
        for (var kind : kinds) {
            sum += counts[kind.ordinal()];
        }
        return sum;
    }

    private Seen seen(String path, CellKind... kinds) {
        int first = -1;
        for (var kind : kinds) {
            int i = kind.ordinal();
            first = counts[i] > 0 && (first < 0 || lines[i] < lines[first]) ? i : first;
        }
        return new Seen(count(kinds), new Example(path, lines[first], values[first]));
    }
}
