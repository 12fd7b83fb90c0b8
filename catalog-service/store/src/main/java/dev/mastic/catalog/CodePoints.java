// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

/** Texts in the order of their code points, which is the databases' order. */
final class CodePoints {
    /** Beyond every text. */
    static final String END = Character.toString(Character.MAX_CODE_POINT).repeat(2);

    private CodePoints() {}

    /** The least text that sorts behind every text which begins with a prefix. */
    static String after(String prefix) {
        var points = prefix.codePoints().toArray();
        for (int last = points.length - 1; last >= 0; last--) {
            if (points[last] < Character.MAX_CODE_POINT) {
                int next = points[last] + 1;
                boolean isHalf = next >= Character.MIN_SURROGATE && next <= Character.MAX_SURROGATE;
                points[last] = isHalf ? Character.MAX_SURROGATE + 1 : next;
                return new String(points, 0, last + 1);
            }
        }
        return END;
    }

    /** So many characters from the front of a text, and the other half of a pair that would be cut. Texts keep their order, or become equal. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most + 1 : most);
    }
}
