// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.bookmarks;

import dev.mastic.core.bookmark.Bookmark;
import dev.mastic.core.bookmark.Moved;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.Token;
import dev.mastic.core.failure.UsageException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * A row of the table bookmarks, also of one that was reset.
 *
 * @param reach the token up to which the past is kept
 */
record Kept(long id, String source, long reach) {
    static List<Kept> all(Handle handle, String job) {
        return handle.createQuery("select id, source, reach from bookmarks where job = ? order by source")
                .bind(0, job)
                .map((row, context) -> new Kept(row.getLong("id"), row.getString("source"), row.getLong("reach")))
                .list();
    }

    Pasts past(Handle handle) {
        return new Pasts(handle, id);
    }

    void requireReach(Run to) {
        if (to.token().number() < reach) {
            throw new UsageException("Cannot rewind source '" + source + "' of job '" + to.job() + "' to run "
                    + to.runId() + ": what was read before is not kept, for the state was taken over from another"
                    + " place after it, or from an older Mastic (expected a later run; or reset the bookmark)");
        }
    }

    /** How the change under a lease has moved it; empty if it has not. */
    Optional<Moved> moved(Handle handle, Token now, List<Bookmark> before, List<Bookmark> after) {
        var files = past(handle).changed(now);
        var moved = new Moved(source, words(before), words(after), files.added(), files.reversed(), files.forgotten());
        boolean still = moved.before().equals(moved.after()) && files.isNone();
        return still ? Optional.empty() : Optional.of(moved);
    }

    private String words(List<Bookmark> bookmarks) {
        return bookmarks.stream()
                .filter(bookmark -> bookmark.source().equals(source))
                .map(Bookmark::position)
                .findFirst()
                .orElse("");
    }
}
