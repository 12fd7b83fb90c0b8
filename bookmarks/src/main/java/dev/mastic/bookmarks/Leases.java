// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.bookmarks;

import dev.mastic.core.bookmark.JobLockedException;
import dev.mastic.core.bookmark.Lease;
import dev.mastic.core.bookmark.LeaseHolder;
import dev.mastic.core.bookmark.LeaseLostException;
import dev.mastic.core.bookmark.Token;
import dev.mastic.database.Dialect;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The leases table, inside transactions. A job's row stays when its lease is released, so that tokens only grow.
 *
 * @see <a href="https://martin.kleppmann.com/2016/02/08/how-to-do-distributed-locking.html">Fencing tokens</a>
 */
record Leases(Dialect dialect) {
    private static final long MILLIS = 1000;

    private record Row(Lease lease, long expires) {}

    Lease acquire(Handle handle, String job, String runId, String holder, Duration timeToLive) {
        handle.execute(
                "insert into leases (job, token, run_id, holder, expires) values (?, 0, '', '', 0)"
                        + " on conflict (job) do nothing",
                job);
        var held = lock(handle, job);
        // The clock is read when the row is ours: the wait for it may have been long.
        long now = now(handle);
        if (held.expires > now && !isGone(held.lease)) {
            throw new JobLockedException(held.lease, (held.expires - now + MILLIS - 1) / MILLIS);
        }
        var lease = new Lease(job, runId, new Token(held.lease.token().number() + 1), holder);
        handle.execute(
                "update leases set token = ?, run_id = ?, holder = ?, expires = ? where job = ?",
                lease.token().number(),
                runId,
                holder,
                now + millis(timeToLive),
                job);
        return lease;
    }

    /** After a crash the next run on the same machine need not wait. */
    private static boolean isGone(Lease held) {
        return LeaseHolder.parse(held.holder()).map(LeaseHolder::isGone).orElse(false);
    }

    void renew(Handle handle, Lease lease, Duration timeToLive) {
        fence(handle, lease);
        handle.execute("update leases set expires = ? where job = ?", now(handle) + millis(timeToLive), lease.job());
    }

    void release(Handle handle, Lease lease) {
        handle.execute(
                "update leases set expires = 0 where job = ? and token = ?",
                lease.job(),
                lease.token().number());
    }

    /** Keeps the lease from others until the transaction ends, or refuses a holder that is not the newest. */
    void fence(Handle handle, Lease lease) {
        var newest = handle.createQuery("select token from leases where job = ?" + dialect.forUpdate())
                .bind(0, lease.job())
                .mapTo(Long.class)
                .findOne();
        if (newest.isEmpty() || newest.get() != lease.token().number()) {
            throw new LeaseLostException(lease);
        }
    }

    /** Makes later tokens greater than this one; the lease is lost by that, and is free. */
    void continueAfter(Handle handle, Lease lease, Token token) {
        fence(handle, lease);
        handle.execute(
                "update leases set token = ?, expires = 0 where job = ?",
                Math.max(lease.token().number(), token.number()) + 1,
                lease.job());
    }

    /** The newest token of a job; empty if it has had no lease. */
    Optional<Token> newest(Handle handle, String job) {
        return handle.createQuery("select token from leases where job = ?")
                .bind(0, job)
                .map((row, context) -> new Token(row.getLong("token")))
                .findOne();
    }

    /** The clock of the database. */
    Instant clock(Handle handle) {
        return Instant.ofEpochMilli(now(handle));
    }

    private Row lock(Handle handle, String job) {
        return handle.createQuery(
                        "select token, run_id, holder, expires from leases where job = ?" + dialect.forUpdate())
                .bind(0, job)
                .map((row, context) -> new Row(
                        new Lease(
                                job, row.getString("run_id"), new Token(row.getLong("token")), row.getString("holder")),
                        row.getLong("expires")))
                .one();
    }

    private long now(Handle handle) {
        return handle.createQuery("select " + dialect.now()).mapTo(Long.class).one();
    }

    private static long millis(Duration timeToLive) {
        if (timeToLive.toMillis() <= 0) {
            throw new IllegalArgumentException("A lease lasts at least a millisecond (got " + timeToLive + ")");
        }
        return timeToLive.toMillis();
    }
}
