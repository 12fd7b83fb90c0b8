// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries again what has failed by something that passes, for a bounded time, at growing intervals that differ by chance, so that many
 * processes do not come back at the same moment. The time counts from the first failure after which nothing has succeeded: where a database
 * has been away for longer, each piece of work is tried once, and a process with many things left to say ends soon.
 *
 * @see <a href="https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/">Backoff with jitter</a>
 */
final class Patience {
    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
    private static final long FIRST_MILLIS = 50;
    private static final long LONGEST_MILLIS = 5_000;
    private static final long NEVER = Long.MAX_VALUE;

    private final Backend backend;
    private final Duration bound;
    /** When the work began that failed first and after which nothing has succeeded. */
    private final AtomicLong awaySince = new AtomicLong(NEVER);

    Patience(Backend backend, Duration bound) {
        this.backend = backend;
        this.bound = bound;
    }

    /** Work before the first transaction. */
    interface Connecting<T> {
        T connect() throws SQLException;
    }

    <T> T connect(Connecting<T> work) throws SQLException {
        for (var attempts = new Attempts(); ; attempts.pause()) {
            try {
                return attempts.succeed(work.connect());
            } catch (SQLException e) {
                if (!backend.isPassing(e) || attempts.isOver()) {
                    throw e;
                }
                attempts.warn("Cannot reach the state in " + backend.where() + ": " + e.getMessage());
            }
        }
    }

    /** Work that is harmless when it is done twice. */
    <T> T repeat(Supplier<T> work) {
        return again(work, true);
    }

    /** Work that must not be done twice. */
    <T> T unlessDone(Supplier<T> work) {
        return again(work, false);
    }

    private <T> T again(Supplier<T> work, boolean evenIfDone) {
        for (var attempts = new Attempts(); ; attempts.pause()) {
            try {
                return attempts.succeed(work.get());
            } catch (StoreFailedException e) {
                boolean passes = e.getCause().getCause() instanceof SQLException sql && backend.isPassing(sql);
                boolean harmless = evenIfDone || !e.mayHaveCommitted();
                if (!passes || !harmless || attempts.isOver()) {
                    throw e;
                }
                attempts.warn(e.getMessage());
            }
        }
    }

    /** The attempts at one piece of work. */
    private final class Attempts {
        private final long start = System.nanoTime();
        private long interval = FIRST_MILLIS;

        <T> T succeed(T answer) {
            awaySince.set(NEVER);
            return answer;
        }

        /** Nobody waits for the answer of a thread that is interrupted. */
        boolean isOver() {
            awaySince.compareAndSet(NEVER, start);
            return left() <= 0 || Thread.currentThread().isInterrupted();
        }

        private long left() {
            long since = awaySince.get();
            boolean wasAwayBefore = since != NEVER && since - start < 0;
            return bound.toNanos() - (System.nanoTime() - (wasAwayBefore ? since : start));
        }

        /** Says it once. */
        void warn(String what) {
            if (interval == FIRST_MILLIS) {
                LOG.warn("{} (trying again for {} s)", what, TimeUnit.NANOSECONDS.toSeconds(left()));
            }
        }

        void pause() {
            long millis = ThreadLocalRandom.current().nextLong(interval / 2, interval + 1);
            LockSupport.parkNanos(Math.min(Math.max(0, left()), TimeUnit.MILLISECONDS.toNanos(millis)));
            interval = Math.min(LONGEST_MILLIS, interval * 2);
        }
    }
}
