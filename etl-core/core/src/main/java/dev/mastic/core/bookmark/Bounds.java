// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How much of a source a run may take.
 *
 * @param since what has been read; empty before the first run and for {@link Read#ALL}
 * @param until where to stop; empty for "as far as there is"
 * @param maxItems at most so many items; the rest is left to the next run
 * @param maxBytes at most so many bytes, but at least one item
 */
public record Bounds(
        Read read, Optional<Position> since, Optional<Position> until, OptionalLong maxItems, OptionalLong maxBytes) {
    /** Everything that there is. */
    public static Bounds all() {
        return new Bounds(Read.ALL, Optional.empty(), Optional.empty(), OptionalLong.empty(), OptionalLong.empty());
    }

    /** Everything since a position. */
    public static Bounds since(Position position) {
        return new Bounds(
                Read.NEW, Optional.of(position), Optional.empty(), OptionalLong.empty(), OptionalLong.empty());
    }
}
