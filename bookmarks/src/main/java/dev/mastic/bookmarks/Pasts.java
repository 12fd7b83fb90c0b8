// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.bookmarks;

import dev.mastic.core.bookmark.Token;
import org.jdbi.v3.core.Handle;

/**
 * The tables bookmarks_past and ledger_past, inside transactions: what a bookmark was from the token of one lease up to that of another.
 * What stands in the tables bookmarks and ledger_files holds from its own token on.
 */
record Pasts(Handle handle, long bookmark) {
    /** Older than everything. */
    static final Token BEFORE_ALL = new Token(-1);

    private static final String SINCE = "coalesce(since, token)";

    /** How many files were changed under one lease. */
    record Changed(long added, long reversed, long forgotten) {
        boolean isNone() {
            return added + reversed + forgotten == 0;
        }
    }

    /** Keeps the bookmark as it is, before it is moved under the lease with this token. */
    void keep(Token until) {
        keep(BEFORE_ALL, until);
    }

    private void keep(Token after, Token until) {
        handle.execute(
                "insert into bookmarks_past (bookmark_id, kind, position, run_id, updated, since, until)"
                        + " select id, kind, position, run_id, updated, since, ? from bookmarks"
                        + " where id = ? and since > ? and since < ?",
                until.number(),
                bookmark,
                after.number(),
                until.number());
    }

    /** Makes bookmark and ledger what they were when the lease with token {@code to} ended. */
    void returnTo(Token to, Token now) {
        keep(to, now);
        close(to, now);
        restore(to, now);
        place(to, now);
    }

    /** What the lease with this token has done to the ledger. */
    Changed changed(Token now) {
        var same = " f.bookmark_id = :bookmark and f.since = :now and p.bookmark_id = :bookmark and p.until = :now"
                + " and p.path_hash = f.path_hash";
        return handle.createQuery("select"
                        + " (select count(*) from ledger_files where bookmark_id = :bookmark and since = :now) as now_read,"
                        + " (select count(*) from ledger_past where bookmark_id = :bookmark and until = :now) as was_read,"
                        + " (select count(*) from ledger_files f, ledger_past p where" + same + ") as both_read,"
                        + " (select count(*) from ledger_files f, ledger_past p where" + same
                        + " and p.version_hash <> f.version_hash) as reversed")
                .bind("bookmark", bookmark)
                .bind("now", now.number())
                .map((row, context) -> new Changed(
                        row.getLong("now_read") - row.getLong("both_read"),
                        row.getLong("reversed"),
                        row.getLong("was_read") - row.getLong("both_read")))
                .one();
    }

    /** Ends the versions that were read later. */
    private void close(Token to, Token now) {
        handle.execute(
                "insert into ledger_past (bookmark_id, path_hash, version_hash, token, since, until)"
                        + " select bookmark_id, path_hash, version_hash, token, " + SINCE + ", ? from ledger_files"
                        + " where bookmark_id = ? and " + SINCE + " > ? and " + SINCE + " < ?",
                now.number(),
                bookmark,
                to.number(),
                now.number());
        handle.execute("delete from ledger_files where bookmark_id = ? and " + SINCE + " > ?", bookmark, to.number());
    }

    private void restore(Token to, Token now) {
        handle.execute(
                "insert into ledger_files (bookmark_id, path_hash, version_hash, token, since)"
                        + " select bookmark_id, path_hash, version_hash, token, ? from ledger_past"
                        + " where bookmark_id = ? and since <= ? and until > ?",
                now.number(),
                bookmark,
                to.number(),
                to.number());
    }

    /** Gives the bookmark its place of then; of one that was not there, or was reset, nothing is left. */
    private void place(Token to, Token now) {
        var past = " from bookmarks_past where bookmark_id = :bookmark and since <= :to and until > :to)";
        handle.createUpdate("update bookmarks set kind = coalesce((select kind" + past + ", :none),"
                        + " position = (select position" + past
                        + ", run_id = coalesce((select run_id" + past + ", run_id)"
                        + ", updated = coalesce((select updated" + past + ", updated)"
                        + ", since = :now where id = :bookmark and since > :to")
                .bind("bookmark", bookmark)
                .bind("to", to.number())
                .bind("now", now.number())
                .bind("none", Ledgers.NONE)
                .execute();
    }
}
