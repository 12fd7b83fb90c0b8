// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.crawl.CrawlProgress;
import dev.mastic.core.crawl.CrawlRecord;
import dev.mastic.core.crawl.CrawlStoppedException;
import dev.mastic.core.crawl.CrawlerStore;
import dev.mastic.core.failure.EtlException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says that a crawl lives while it works, and ends it at its next step when it was told to stop. */
final class HeldCrawl implements CrawlProgress, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HeldCrawl.class);
    private final CrawlerStore store;
    private final CrawlRecord crawl;
    private final CrawlProgress progress;
    private final ScheduledExecutorService timer;
    private volatile boolean mayGoOn = true;

    HeldCrawl(CrawlerStore store, CrawlRecord crawl, Duration lease, CrawlProgress progress) {
        this.store = store;
        this.crawl = crawl;
        this.progress = progress;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "mastic-crawl-lease");
            thread.setDaemon(true);
            return thread;
        });
        long part = Math.max(1, lease.toMillis() / 12);
        timer.scheduleAtFixedRate(() -> renew(lease), part, part, TimeUnit.MILLISECONDS);
    }

    /** A renewal that fails is no end of the crawl: its writes are compare-and-set. */
    private void renew(Duration lease) {
        try {
            mayGoOn = store.renew(crawl.id(), lease);
        } catch (EtlException e) {
            LOG.warn("Cannot renew the lease of crawl {}: {}", crawl.id(), e.getMessage());
        }
    }

    @Override
    public void listed(long files) {
        check();
        progress.listed(files);
    }

    @Override
    public void read(long files) {
        check();
        progress.read(files);
    }

    @Override
    public void tables(long tables) {
        check();
        progress.tables(tables);
    }

    private void check() {
        if (!mayGoOn) {
            throw new CrawlStoppedException(crawl.crawler());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
