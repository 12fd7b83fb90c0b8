// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

/** Says what a cell is by itself, from its bytes. What was read last stays in {@link #number} and {@link #time}. */
final class CellTyping {
    private final NumberCell number;
    private final TimeCell time;
    private final Spellings nulls;
    private final Spellings missing;

    CellTyping(CellNotation notation) {
        this.number = new NumberCell(notation);
        this.time = new TimeCell(notation.dates());
        this.nulls = new Spellings(notation.nulls());
        this.missing = new Spellings(notation.missing());
    }

    NumberCell number() {
        return number;
    }

    TimeCell time() {
        return time;
    }

    Spellings nulls() {
        return nulls;
    }

    Spellings missing() {
        return missing;
    }

    /** The kind of these bytes, without the blanks around them. */
    CellKind kind(byte[] bytes, int start, int end) {
        int from = start;
        int to = end;
        while (from < to && isBlank(bytes[from])) {
            from++;
        }
        while (to > from && isBlank(bytes[to - 1])) {
            to--;
        }
        if (from == to) {
            return start == end ? CellKind.NULL : CellKind.MISSING;
        }
        byte first = bytes[from];
        CellKind kind = CellKind.TEXT;
        if (first <= '9' && first > ' ' && first != '/') {
            kind = number.read(bytes, from, to);
            if (kind == CellKind.TEXT && first >= '0') {
                kind = time.read(bytes, from, to);
            }
        } else if (first == 'N' || first == 'I') {
            kind = number.read(bytes, from, to);
        } else if (isBoolean(bytes, from, to)) {
            kind = CellKind.BOOLEAN;
        }
        return kind != CellKind.TEXT && kind != CellKind.NOT_FINITE ? kind : word(kind, bytes, from, to);
    }

    private CellKind word(CellKind kind, byte[] bytes, int from, int to) {
        return nulls.has(bytes, from, to) ? CellKind.NULL : missing.has(bytes, from, to) ? CellKind.MISSING : kind;
    }

    static boolean isBlank(byte one) {
        return one == ' ' || one == '\t';
    }

    /** Whether this is {@code true} or {@code false} in letters of any case. */
    static boolean isBoolean(byte[] bytes, int from, int to) {
        return switch (to - from) {
            case 4 -> lower(bytes, from, 't', 'r') && lower(bytes, from + 2, 'u', 'e');
            case 5 ->
                lower(bytes, from, 'f', 'a') && lower(bytes, from + 2, 'l', 's') && (bytes[from + 4] | 0x20) == 'e';
            default -> false;
        };
    }

    private static boolean lower(byte[] bytes, int at, char first, char second) {
        return (bytes[at] | 0x20) == first && (bytes[at + 1] | 0x20) == second;
    }
}
