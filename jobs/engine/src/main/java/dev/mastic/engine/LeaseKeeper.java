// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.bookmark.Lease;
import dev.mastic.core.bookmark.LeaseLostException;
import dev.mastic.core.failure.EtlException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a lease alive while a run works, and releases it at the end. */
final class LeaseKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
    private final BookmarkStore store;
    private final Lease lease;
    private final ScheduledExecutorService timer;

    LeaseKeeper(BookmarkStore store, Lease lease, Duration timeToLive) {
        this.store = store;
        this.lease = lease;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "mastic-lease");
            thread.setDaemon(true);
            return thread;
        });
        long third = timeToLive.toMillis() / 3;
        timer.scheduleAtFixedRate(() -> renew(timeToLive), third, third, TimeUnit.MILLISECONDS);
    }

    /** A renewal that fails is no end of the run: the fences of the store and of the sinks decide. */
    private void renew(Duration timeToLive) {
        try {
            store.renew(lease, timeToLive);
        } catch (LeaseLostException e) {
            LOG.warn("{}", e.getMessage());
            timer.shutdown();
        } catch (EtlException e) {
            LOG.warn("Cannot renew the lease of job '{}': {}", lease.job(), e.getMessage());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        store.release(lease);
    }
}
