// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.type;

import java.io.Serializable;
import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * Where a kind of value was first seen.
 *
 * @param path the file
 * @param line from 1; of the unpacked text when the file is compressed; 0 where lines have no meaning
 * @param value the value as it was written, cut to a readable length, control characters as {@code ·}
 */
public record Example(String path, long line, String value) implements Comparable<Example>, Serializable {
    private static final int SHOWN = 80;
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Comparator<Example> ORDER =
            Comparator.comparing(Example::path).thenComparingLong(Example::line).thenComparing(Example::value);

    public Example {
        value = clean(value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value);
    }

    /** On one line, and without what steers a terminal. */
    private static String clean(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i))) {
                return SPACE.matcher(value).replaceAll(" ").replaceAll("[\\x00-\\x1f\\x7f-\\x9f]", "·");
            }
        }
        return value;
    }

    @Override
    public int compareTo(Example other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return path + (line > 0 ? ":" + line : "") + " " + value;
    }
}
