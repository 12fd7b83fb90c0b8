// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

/** Finds where a value ends by its brackets and quotes alone, over any number of windows. */
final class Balance {
    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean inside;
    private boolean plain;

    /** Whether a value has begun and not ended. */
    boolean inside() {
        return inside;
    }

    /** Whether the value ends where the file does: a number or a word. */
    boolean closesAtEnd() {
        return plain;
    }

    /** Begins with a value by its first byte, which is not taken yet. */
    void begin(byte first) {
        inside = true;
        plain = first != '{' && first != '[' && first != '"';
    }

    /** The index behind the value that began at or before an index; -1 if it goes on behind the limit. */
    int end(byte[] window, int from, int limit) {
        if (!inside && from < limit) {
            begin(window[from]);
        }
        for (int at = from; at < limit; at++) {
            byte one = window[at];
            if (plain && (one == ',' || one == ']' || one == '}' || (one <= ' ' && one >= 0))) {
                return ended(at);
            }
            if (inString) {
                inString(one);
            } else {
                inString = one == '"';
                depth += one == '{' || one == '[' ? 1 : one == '}' || one == ']' ? -1 : 0;
            }
            if (!plain && !inString && depth == 0) {
                return ended(at + 1);
            }
        }
        return -1;
    }

    private void inString(byte one) {
        if (escaped) {
            escaped = false;
        } else if (one == '\\') {
            escaped = true;
        } else {
            inString = one != '"';
        }
    }

    private int ended(int at) {
        inside = false;
        plain = false;
        depth = 0;
        return at;
    }
}
