// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries again what has failed by something that passes, for a bounded time, at growing intervals that differ by chance, so that many
 * processes do not come back at the same moment.
 *
 * @see <a href="https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/">Backoff with jitter</a>
 */
record Patience(Backend backend, Duration bound) {
    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
    private static final long FIRST_MILLIS = 50;
    private static final long LONGEST_MILLIS = 5_000;

    /** Work before the first transaction. */
    interface Connecting<T> {
        T connect() throws SQLException;
    }

    <T> T connect(Connecting<T> work) throws SQLException {
        for (var attempts = new Attempts(); ; attempts.pause()) {
            try {
                return work.connect();
            } catch (SQLException e) {
                if (!backend.isPassing(e) || attempts.isOver()) {
                    throw e;
                }
                LOG.warn("Cannot reach the state in {} yet: {}", backend.where(), e.getMessage());
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
                return work.get();
            } catch (StoreFailedException e) {
                boolean passes = e.getCause().getCause() instanceof SQLException sql && backend.isPassing(sql);
                boolean harmless = evenIfDone || !e.mayHaveCommitted();
                if (!passes || !harmless || attempts.isOver()) {
                    throw e;
                }
                LOG.warn("{}; trying again", e.getMessage());
            }
        }
    }

    /** The attempts at one piece of work. */
    private final class Attempts {
        private final long end = System.nanoTime() + bound.toNanos();
        private long interval = FIRST_MILLIS;

        boolean isOver() {
            return System.nanoTime() >= end;
        }

        void pause() {
            long millis = ThreadLocalRandom.current().nextLong(interval / 2, interval + 1);
            long left = Math.max(0, end - System.nanoTime());
            LockSupport.parkNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(millis)));
            interval = Math.min(LONGEST_MILLIS, interval * 2);
        }
    }
}
