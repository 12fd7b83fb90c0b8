// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.type;

import java.io.Serializable;

/**
 * How often a kind of value was seen, and where first.
 *
 * @param count at least 1
 */
public record Seen(long count, Example first) implements Serializable {
    static Seen once(Example example) {
        return new Seen(1, example);
    }

    Seen merge(Seen other) {
        return new Seen(count + other.count, first.compareTo(other.first) <= 0 ? first : other.first);
    }
}
