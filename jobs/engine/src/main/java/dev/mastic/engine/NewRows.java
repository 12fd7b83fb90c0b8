// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.JobSpec;
import dev.mastic.core.bookmark.Advance;
import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.bookmark.Position;
import dev.mastic.core.bookmark.Slice;
import java.util.Optional;

/** What a run takes of a source that has a bookmark. Changes nothing and starts no Spark. */
interface NewRows {
    /** The slice of a source whose bookmark is at this position. */
    Slice of(PlannedSource source, Optional<Position> position);

    /** The run whose output is to be replaced. */
    default Optional<Repetition> repeats() {
        return Optional.empty();
    }

    /**
     * The rows that are asked for.
     *
     * @throws dev.mastic.core.failure.UsageException if there are no such runs, or they cannot be read again
     */
    static NewRows of(RunInput input, JobPlan plan, BookmarkStore store) {
        if (input instanceof RunInput.Again again) {
            return Repetition.of(again.runId(), plan, store);
        } else if (input instanceof RunInput.Between between) {
            return RunRange.of(between, plan, store);
        }
        boolean moves = plan.spec().bookmarks() == JobSpec.Bookmarks.ENABLED;
        return (source, position) -> {
            var slice = source.source().slice(source.bookmark(), Bounds.since(position));
            return moves ? slice : still(slice);
        };
    }

    /** The slice, with a bookmark that stays where it is. */
    static Slice still(Slice slice) {
        return Slice.of(slice.source(), slice.items(), new Advance.Nothing());
    }
}
