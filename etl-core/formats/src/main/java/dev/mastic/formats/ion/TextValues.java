// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.ion;

import java.nio.charset.StandardCharsets;

/**
 * Values in text, by their brackets and quotes.
 *
 * @see <a href="https://amazon-ion.github.io/ion-docs/docs/spec.html">Ion specification</a>
 */
final class TextValues implements IonValues {
    private static final String VERSION = "$ion_1_0";
    private static final String SYMBOLS = "$ion_symbol_table";

    @Override
    public int end(byte[] bytes, int from, int limit, boolean whole) {
        if (isComment(bytes, from, limit)) {
            return behindComment(bytes, from, limit, whole);
        }
        int at = from;
        while (true) {
            boolean longText = is(bytes, at, limit, "'''");
            int end = token(bytes, at, limit, whole);
            if (end < 0) {
                return end;
            }
            int next = behindBlanks(bytes, end, limit);
            if (!whole && next > limit - 3) {
                return OPEN; // annotations and long texts go on
            }
            if (is(bytes, next, limit, "::")) {
                at = behindBlanks(bytes, next + 2, limit);
                if (at >= limit) {
                    return OPEN;
                }
            } else if (longText && is(bytes, next, limit, "'''")) {
                at = next;
            } else {
                return end;
            }
        }
    }

    /** Behind one token, or all between brackets. */
    private static int token(byte[] bytes, int from, int limit, boolean whole) {
        int depth = 0;
        int at = from;
        while (at < limit) {
            byte one = bytes[at];
            int end = at + 1;
            switch (one) {
                case '{' -> {
                    if (is(bytes, at, limit, "{{")) {
                        end = behindLob(bytes, at + 2, limit);
                    } else {
                        depth++;
                    }
                }
                case '[', '(' -> depth++;
                case '}', ']', ')' -> {
                    if (--depth < 0) {
                        return BROKEN;
                    }
                }
                case '"', '\'' -> end = behindQuoted(bytes, at, limit);
                default -> {
                    if (isComment(bytes, at, limit)) {
                        end = behindComment(bytes, at, limit, whole);
                    } else if (depth == 0) {
                        end = behindWord(bytes, at, limit);
                        if (end == limit && !whole) {
                            return OPEN;
                        }
                    }
                }
            }
            if (end < 0 || depth == 0) {
                return end;
            }
            at = end;
        }
        return OPEN;
    }

    private static int behindWord(byte[] bytes, int from, int limit) {
        int at = from + 1;
        while (at < limit
                && !isBlank(bytes[at])
                && "{}[](),\"'".indexOf(bytes[at]) < 0
                && !is(bytes, at, limit, "::")) {
            at++;
        }
        return at;
    }

    private static int behindQuoted(byte[] bytes, int from, int limit) {
        if (is(bytes, from, limit, "'''")) {
            return behind(bytes, from + 3, limit, "'''");
        } else if (bytes[from] == '\'' && from + 2 >= limit) {
            return OPEN;
        }
        for (int at = from + 1; at < limit; at++) {
            if (bytes[at] == '\\') {
                at++;
            } else if (bytes[at] == bytes[from]) {
                return at + 1;
            } else if (bytes[at] == '\n') {
                return BROKEN;
            }
        }
        return OPEN;
    }

    private static int behindLob(byte[] bytes, int from, int limit) {
        int at = behindBlanks(bytes, from, limit);
        while (at < limit && (bytes[at] == '"' || bytes[at] == '\'')) {
            int end = behindQuoted(bytes, at, limit);
            if (end < 0) {
                return end;
            }
            at = behindBlanks(bytes, end, limit);
        }
        return behind(bytes, at, limit, "}}");
    }

    /** Behind an end that no backslash stands before. */
    private static int behind(byte[] bytes, int from, int limit, String end) {
        for (int at = from; at < limit; at++) {
            if (bytes[at] == '\\') {
                at++;
            } else if (is(bytes, at, limit, end)) {
                return at + end.length();
            }
        }
        return OPEN;
    }

    private static boolean isComment(byte[] bytes, int at, int limit) {
        return is(bytes, at, limit, "//") || is(bytes, at, limit, "/*");
    }

    private static int behindComment(byte[] bytes, int from, int limit, boolean whole) {
        if (bytes[from + 1] == '*') {
            return behind(bytes, from + 2, limit, "*/");
        }
        int at = from;
        while (at < limit && bytes[at] != '\n') {
            at++;
        }
        return at < limit ? at + 1 : whole ? limit : OPEN;
    }

    @Override
    public Kind kind(byte[] bytes, int at, int end) {
        if (isComment(bytes, at, end)) {
            return Kind.NOTHING;
        }
        var start = new String(bytes, at, Math.min(end - at, SYMBOLS.length() + 2), StandardCharsets.ISO_8859_1);
        return start.equals(VERSION)
                ? Kind.VERSION
                : start.startsWith(SYMBOLS + ":") || start.startsWith(SYMBOLS + " ") ? Kind.SYMBOLS : Kind.VALUE;
    }

    @Override
    public int skip(byte[] bytes, int at, int limit) {
        return behindBlanks(bytes, at, limit);
    }

    private static int behindBlanks(byte[] bytes, int from, int limit) {
        int at = from;
        while (at < limit && isBlank(bytes[at])) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(byte one) {
        return one == ' ' || (one >= '\t' && one <= '\r');
    }

    @Override
    public boolean resumes() {
        return true;
    }

    /** The next line that begins with a struct. */
    @Override
    public int resume(byte[] bytes, int from, int limit) {
        for (int at = from + 1; at < limit; at++) {
            if (bytes[at] == '{' && bytes[at - 1] == '\n') {
                return at;
            }
        }
        return OPEN;
    }

    private static boolean is(byte[] bytes, int at, int limit, String text) {
        if (at + text.length() > limit) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (bytes[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
