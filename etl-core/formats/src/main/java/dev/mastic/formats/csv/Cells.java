// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import java.util.Arrays;

/**
 * The cells of one record in a window of bytes, as places: no cell is copied. Used again for each record.
 *
 * <p>A quoted cell ends at a quote with a delimiter or line end behind it. A quote with something else behind it, on the line where the
 * cell begins, makes it a plain cell, as univocity does.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
final class Cells {
    /** The record holds a quoted cell that is not closed. */
    static final int UNCLOSED = -1;

    /** The record has more than {@link #MOST} cells. */
    static final int TOO_MANY = -2;

    /** A cell is longer than {@link #LONGEST}. */
    static final int TOO_LONG = -3;

    /** How many cells a record may have. */
    static final int MOST = 20_000;

    /** How long a cell may be, in bytes. */
    static final int LONGEST = 10 << 20;

    private static final int NO_BYTE = 1000;
    private static final byte PLAIN = 0;
    private static final byte QUOTED = 1;
    private static final byte ESCAPED = 2;

    private final byte[] stops = new byte[256];
    private final int delimiter;
    private final int quote;
    private final int escape;
    private final boolean multiLine;
    private final boolean carriageReturns;
    private byte[] bytes = new byte[0];
    private int[] starts = new int[32];
    private int[] ends = new int[32];
    private byte[] forms = new byte[32];
    private int count;
    private int malformed;
    private int lines;
    private boolean endless;

    /**
     * Cells of this syntax.
     *
     * @param multiLine whether quoted cells may span lines
     * @param carriageReturns whether the line feeds are carriage returns in the file: so they are in values
     */
    Cells(Syntax syntax, boolean multiLine, boolean carriageReturns) {
        this.carriageReturns = carriageReturns;
        this.delimiter = syntax.delimiter();
        this.quote = syntax.quote() == Syntax.NONE ? NO_BYTE : syntax.quote();
        this.escape = syntax.escape() == Syntax.NONE ? NO_BYTE : syntax.escape();
        this.multiLine = multiLine;
        stops[delimiter] = 1;
        stops['\n'] = 1;
        stops['\r'] = 1;
        if (escape != NO_BYTE && escape != quote) {
            stops[escape] = 2;
        }
    }

    /**
     * Finds the cells of the record at an index.
     *
     * @param limit behind the last byte of the window
     * @return the index behind the record and its line end, or {@link #UNCLOSED}, {@link #TOO_MANY} or {@link #TOO_LONG}
     */
    int read(byte[] window, int from, int limit) {
        bytes = window;
        count = 0;
        malformed = 0;
        endless = false;
        lines = 0;
        int at = from;
        while (true) {
            int end = at < limit && window[at] == quote ? quoted(at, limit) : plain(at, at, limit);
            if (end < 0) {
                return end;
            }
            if (count == MOST) {
                return TOO_MANY;
            }
            if (ends[count] - starts[count] > LONGEST) {
                return TOO_LONG;
            }
            count++;
            if (end == limit) {
                endless = true;
                return end;
            }
            if (window[end] != delimiter) {
                boolean two = window[end] == '\r' && end + 1 < limit && window[end + 1] == '\n';
                return end + (two ? 2 : 1);
            }
            at = end + 1;
        }
    }

    /** Takes cells that were found in another way: as many as there are starts, each in this window. */
    void set(byte[] window, int[] from, int[] to) {
        bytes = window;
        count = 0;
        endless = false;
        for (int i = 0; i < from.length; i++) {
            put(from[i], to[i], PLAIN);
            count++;
        }
    }

    private int plain(int start, int from, int limit) {
        var window = bytes;
        var table = stops;
        int at = from;
        byte form = PLAIN;
        while (at < limit) {
            byte stop = table[window[at] & 0xFF];
            if (stop == 1) {
                break;
            }
            if (stop == 2) {
                form = ESCAPED;
                at++;
            }
            at++;
        }
        int end = Math.min(at, limit);
        put(start, end, form);
        return end;
    }

    private int quoted(int start, int limit) {
        var window = bytes;
        byte form = QUOTED;
        int before = lines;
        int most = (int) Math.min(limit, (long) start + LONGEST + 2);
        for (int at = start + 1; at < most; at++) {
            byte one = window[at];
            if (one == escape && escape != quote) {
                form |= ESCAPED;
                at++;
            } else if (one == quote) {
                int next = at + 1;
                if (next < limit && window[next] == quote && escape == quote) {
                    form |= ESCAPED;
                    at++;
                } else if (next == limit || stops[window[next] & 0xFF] == 1) {
                    put(start + 1, at, form);
                    return next;
                } else {
                    malformed++;
                    return lines > before ? UNCLOSED : plain(start, at, limit);
                }
            } else if (one == '\n') {
                if (!multiLine) {
                    return UNCLOSED;
                }
                lines++;
                form |= carriageReturns ? ESCAPED : PLAIN;
            }
        }
        return most - start - 1 > LONGEST ? TOO_LONG : UNCLOSED;
    }

    private void put(int start, int end, byte form) {
        if (count == starts.length) {
            int more = Math.min(2 * count, MOST + 1);
            starts = Arrays.copyOf(starts, more);
            ends = Arrays.copyOf(ends, more);
            forms = Arrays.copyOf(forms, more);
        }
        starts[count] = start;
        ends[count] = end;
        forms[count] = form;
    }

    /** How many cells the record has. */
    int count() {
        return count;
    }

    /** How many quotes stand where none should. */
    int malformed() {
        return malformed;
    }

    /** How many line feeds stand in quoted cells. */
    int lines() {
        return lines;
    }

    /** Whether the file ends before the line does. */
    boolean endless() {
        return endless;
    }

    /** The window that holds the cells. */
    byte[] bytes() {
        return bytes;
    }

    int start(int cell) {
        return starts[cell];
    }

    int end(int cell) {
        return ends[cell];
    }

    boolean quoted(int cell) {
        return (forms[cell] & QUOTED) != 0;
    }

    /** Whether the cell holds more bytes than its value: {@link #unescaped} gives that. */
    boolean escaped(int cell) {
        return (forms[cell] & ESCAPED) != 0;
    }

    boolean empty(int cell) {
        return starts[cell] == ends[cell];
    }

    /** Whether there is nothing in the cell but blanks. */
    boolean blank(int cell) {
        int at = starts[cell];
        while (at < ends[cell] && CellTyping.isBlank(bytes[at])) {
            at++;
        }
        return at == ends[cell];
    }

    /** The value of an escaped cell: of two quotes one, of an escape what follows it. */
    byte[] unescaped(int cell) {
        var value = new byte[ends[cell] - starts[cell]];
        int length = 0;
        for (int at = starts[cell]; at < ends[cell]; at++) {
            byte one = bytes[at];
            if (one == escape && at + 1 < ends[cell]) {
                at++;
                one = escape == quote ? bytes[at] : control(bytes[at]);
            }
            value[length++] = carriageReturns && one == '\n' ? (byte) '\r' : one;
        }
        return Arrays.copyOf(value, length);
    }

    /** As Glue's {@code escaper}: the next character is taken as it is, except these. */
    private static byte control(byte letter) {
        return switch (letter) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '0' -> 0;
            default -> letter;
        };
    }
}
