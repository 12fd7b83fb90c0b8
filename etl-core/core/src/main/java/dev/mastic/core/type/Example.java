// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.type;

import java.io.Serializable;
import java.util.Comparator;

/**
 * Where a kind of value was first seen.
 *
 * @param path the file
 * @param line from 1; of the unpacked text when the file is compressed; 0 where lines have no meaning
 * @param value the value as it was written, cut to a readable length
 */
public record Example(String path, long line, String value) implements Comparable<Example>, Serializable {
    private static final int SHOWN = 80;
    private static final Comparator<Example> ORDER =
            Comparator.comparing(Example::path).thenComparingLong(Example::line).thenComparing(Example::value);

    public Example {
        value = value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value;
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
