// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

import dev.mastic.core.failure.UsageException;
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

    /** Everything since a position; all of it where there is none yet. */
    public static Bounds since(Optional<Position> position) {
        return new Bounds(Read.NEW, position, Optional.empty(), OptionalLong.empty(), OptionalLong.empty());
    }

    /**
     * What has been read, in the terms of a source that remembers this kind of position.
     *
     * @throws UsageException if the bookmark is of another kind, because another source has had its name
     */
    public <P extends Position> Optional<P> since(String source, Class<P> kind) {
        since.filter(position -> !kind.isInstance(position)).ifPresent(other -> {
            throw new UsageException(
                    "Cannot go on from the bookmark of source '" + source + "': it was made by another kind"
                            + " of source (got a position of " + other.kind()
                            + "): give the source another name, or reset the bookmark"
                            + " with mastic bookmark reset JOB --source " + source);
        });
        return since.map(kind::cast);
    }
}
