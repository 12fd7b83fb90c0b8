// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.xml;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where elements of one name begin and end in a window of bytes, by their tags alone: whether what stands inside is XML is for a parser to
 * say. Tags in comments, CDATA sections and instructions are none.
 */
final class Markup {
    /** The window ends before the end. */
    static final int OPEN = -1;

    /** A tag has no end. */
    static final int BROKEN = -2;

    /** More elements of the name lie in each other than {@link #MOST_DEPTH}. */
    static final int DEEP = -3;

    /** Nobody writes more; what says it does would cost the square of its length. */
    static final int MOST_DEPTH = 100;

    private final byte[] name;
    private int[] starts = new int[8];
    private int depth;

    Markup(String name) {
        this.name = name.getBytes(StandardCharsets.UTF_8);
    }

    /** How many bytes behind a '<' tell whether a tag is of the name. */
    int lookahead() {
        return Math.max(name.length + 2, "<![CDATA[".length());
    }

    /** Whether a start tag of the name begins at an index. */
    boolean startsAt(byte[] bytes, int at, int limit) {
        return bytes[at] == '<' && isName(bytes, at + 1, limit);
    }

    private boolean isName(byte[] bytes, int from, int limit) {
        if (from + name.length >= limit) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (bytes[from + i] != name[i]) {
                return false;
            }
        }
        byte next = bytes[from + name.length];
        return next == '>' || next == '/' || isBlank(next);
    }

    private static boolean isBlank(byte one) {
        return one == ' ' || one == '\n' || one == '\r' || one == '\t';
    }

    /** The next index where a start tag of the name begins; the limit if there is none. */
    int nextStart(byte[] bytes, int from, int limit) {
        int at = from;
        while (at < limit && !startsAt(bytes, at, limit)) {
            at++;
        }
        return at;
    }

    /** The index behind the element of the name that begins at an index; {@link #OPEN}, {@link #BROKEN} or {@link #DEEP}. */
    int elementEnd(byte[] bytes, int from, int limit) {
        depth = 0;
        int at = from;
        while (at < limit) {
            if (bytes[at] != '<') {
                at++;
                continue;
            }
            int end = at + 1 < limit && (bytes[at + 1] == '!' || bytes[at + 1] == '?')
                    ? aside(bytes, at, limit)
                    : tag(bytes, at, limit);
            if (end < 0 || depth == 0) {
                return end;
            }
            at = end;
        }
        return OPEN;
    }

    /** How many elements of the name were begun and not ended, after an element had no end. */
    int unclosed() {
        return depth;
    }

    /** Where such an element begins. */
    int unclosed(int index) {
        return starts[index];
    }

    private int tag(byte[] bytes, int at, int limit) {
        boolean ends = at + 1 < limit && bytes[at + 1] == '/';
        if (!isName(bytes, ends ? at + 2 : at + 1, limit)) {
            return at + lookahead() > limit ? OPEN : at + 1;
        }
        int end = behindTag(bytes, at + 1, limit);
        if (end < 0) {
            return end;
        }
        if (ends) {
            depth--;
        } else if (bytes[end - 2] != '/') {
            if (depth == MOST_DEPTH) {
                return DEEP;
            }
            starts = depth < starts.length ? starts : Arrays.copyOf(starts, 2 * depth);
            starts[depth++] = at;
        }
        return end;
    }

    /** Behind the '>' of a tag; in quotes it is none. */
    private static int behindTag(byte[] bytes, int from, int limit) {
        byte quote = 0;
        for (int at = from; at < limit; at++) {
            byte one = bytes[at];
            if (one == '<') {
                return BROKEN;
            } else if (quote != 0) {
                quote = one == quote ? 0 : quote;
            } else if (one == '"' || one == '\'') {
                quote = one;
            } else if (one == '>') {
                return at + 1;
            }
        }
        return OPEN;
    }

    /** Behind a comment, CDATA section, instruction or declaration that begins at an index, or {@link #OPEN}. */
    static int aside(byte[] bytes, int at, int limit) {
        if (at + 1 < limit && bytes[at + 1] == '?') {
            return behind(bytes, at + 2, limit, "?>");
        } else if (is(bytes, at, limit, "<!--")) {
            return behind(bytes, at + 4, limit, "-->");
        } else if (is(bytes, at, limit, "<![CDATA[")) {
            return behind(bytes, at + 9, limit, "]]>");
        }
        return at + 9 > limit ? OPEN : declaration(bytes, at + 2, limit);
    }

    /** A document type may hold declarations, quotes and comments between brackets. */
    private static int declaration(byte[] bytes, int from, int limit) {
        byte quote = 0;
        int inside = 0;
        for (int at = from; at < limit; at++) {
            byte one = bytes[at];
            if (quote != 0) {
                quote = one == quote ? 0 : quote;
            } else if (one == '"' || one == '\'') {
                quote = one;
            } else if (one == '<') {
                boolean aside = is(bytes, at, limit, "<!--") || is(bytes, at, limit, "<?");
                int end = aside ? aside(bytes, at, limit) : at + 1;
                if (end < 0) {
                    return OPEN;
                }
                inside += aside ? 0 : 1;
                at = end - 1;
            } else if (one == '>' && inside-- == 0) {
                return at + 1;
            }
        }
        return OPEN;
    }

    private static int behind(byte[] bytes, int from, int limit, String end) {
        for (int at = from; at + end.length() <= limit; at++) {
            if (is(bytes, at, limit, end)) {
                return at + end.length();
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
