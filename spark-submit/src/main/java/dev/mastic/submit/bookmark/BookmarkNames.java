// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.bookmark;

import dev.mastic.core.bookmark.Bookmark;
import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The names that verbs about bookmarks are given. */
final class BookmarkNames {
    private BookmarkNames() {}

    /**
     * The bookmarks of a job.
     *
     * @throws UsageException with the nearest name, if it has none
     */
    static List<Bookmark> of(BookmarkStore store, String job) {
        var bookmarks = store.bookmarks(Optional.of(job));
        if (bookmarks.isEmpty()) {
            throw none(store, job);
        }
        return bookmarks;
    }

    /** Refuses a job that has neither a bookmark nor a run. */
    static void requireJob(BookmarkStore store, String job) {
        if (!isKnown(store, job)) {
            throw none(store, job);
        }
    }

    /** Whether there is a bookmark or a run of the job. */
    static boolean isKnown(BookmarkStore store, String job) {
        return !store.bookmarks(Optional.of(job)).isEmpty()
                || !store.history(job).isEmpty();
    }

    private static UsageException none(BookmarkStore store, String job) {
        var jobs = new TreeSet<String>();
        store.bookmarks(Optional.empty()).forEach(bookmark -> jobs.add(bookmark.job()));
        return new UsageException("No bookmark of job '" + job + "' " + Suggestion.among(job, jobs));
    }
}
