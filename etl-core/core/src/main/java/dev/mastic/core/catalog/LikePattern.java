// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

/** SQL's LIKE without an escape character, in time proportional to both lengths. */
final class LikePattern {
    private LikePattern() {}

    /** Whether a whole text looks like a pattern. Goes back to the last {@code %} only, which is enough. */
    static boolean matches(String text, String pattern) {
        var letters = text.codePoints().toArray();
        var signs = pattern.codePoints().toArray();
        int at = 0;
        int sign = 0;
        int star = -1;
        int resume = 0;
        while (at < letters.length) {
            if (sign < signs.length && signs[sign] == '%') {
                star = sign++;
                resume = at;
            } else if (sign < signs.length && (signs[sign] == '_' || signs[sign] == letters[at])) {
                sign++;
                at++;
            } else if (star >= 0) {
                sign = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (sign < signs.length && signs[sign] == '%') {
            sign++;
        }
        return sign == signs.length;
    }
}
