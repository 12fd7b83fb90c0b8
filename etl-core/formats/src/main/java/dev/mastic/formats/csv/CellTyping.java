// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

/** Says what a cell is by itself, from its bytes. What was read last stays in {@link #number} and {@link #time}. */
final class CellTyping {
    private final NumberCell number;
    private final TimeCell time;
    private final Spellings nulls;
    private final Spellings missing;
    private final Spellings trues;
    private final Spellings falses;

    private final boolean trims;

    CellTyping(CellNotation notation) {
        this(notation, true);
    }

    /** @param trims whether blanks around a value are passed over */
    CellTyping(CellNotation notation, boolean trims) {
        this.trims = trims;
        this.number = new NumberCell(notation);
        this.time = new TimeCell(notation.dates());
        this.nulls = new Spellings(notation.nulls());
        this.missing = new Spellings(notation.missing());
        this.trues = FlagWords.spellings(notation.flags().trues());
        this.falses = FlagWords.spellings(notation.flags().falses());
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

    /** The kind of these bytes, without the blanks around them unless they count. */
    CellKind kind(byte[] bytes, int start, int end) {
        int from = start;
        int to = end;
        while (trims && from < to && isBlank(bytes[from])) {
            from++;
        }
        while (trims && to > from && isBlank(bytes[to - 1])) {
            to--;
        }
        if (from == to) {
            return start == end ? CellKind.NULL : CellKind.MISSING;
        }
        byte first = bytes[from];
        var kind = first <= '9' && first > ' ' && first != '/' ? number(bytes, from, to) : letters(bytes, from, to);
        return kind != CellKind.TEXT && kind != CellKind.NOT_FINITE ? kind : word(kind, bytes, from, to);
    }

    private CellKind number(byte[] bytes, int from, int to) {
        var kind = number.read(bytes, from, to);
        return kind == CellKind.TEXT && bytes[from] >= '0' ? time.read(bytes, from, to) : kind;
    }

    /** What begins with no digit. */
    private CellKind letters(byte[] bytes, int from, int to) {
        byte first = bytes[from];
        if ((first == 'N' || first == 'I') && number.read(bytes, from, to) == CellKind.NOT_FINITE) {
            return CellKind.NOT_FINITE;
        }
        if (isBoolean(bytes, from, to)) {
            return CellKind.BOOLEAN;
        }
        if (trues.has(bytes, from, to)) {
            return CellKind.YES;
        }
        return falses.has(bytes, from, to) ? CellKind.NO : time.readNamed(bytes, from, to);
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
