// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.run;

import dev.mastic.core.crawl.CrawlRecord;
import dev.mastic.core.crawl.CrawlerStore;
import dev.mastic.core.crawl.KeptCrawler;
import dev.mastic.core.failure.EtlException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Crawls that this server has started. The child itself holds the crawler by a lease in the store; until it does, which takes about a
 * second, the crawler counts as running here.
 */
public final class Crawls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Crawls.class);
    private static final long PATIENCE_SECONDS = 20;
    private final CrawlerStore store;
    private final MasticCommand command;
    private final Map<String, Child> children = new ConcurrentHashMap<>();

    public Crawls(CrawlerStore store, MasticCommand command) {
        this.store = store;
        this.command = command;
    }

    /** Thrown where a crawl is asked for of a crawler that this server is crawling. */
    public static final class RunningHereException extends EtlException {
        private static final long serialVersionUID = 1L;

        RunningHereException(String crawler) {
            super("Crawler " + crawler + " is running");
        }
    }

    /**
     * Starts a crawl.
     *
     * @throws RunningHereException if it is being crawled
     * @throws dev.mastic.core.crawl.NoSuchCrawlerException if there is no such crawler
     */
    public void start(String crawler) {
        if (state(store.crawler(crawler)) != KeptCrawler.State.READY) {
            throw new RunningHereException(crawler);
        }
        children.compute(crawler, (name, before) -> {
            if (before != null) {
                throw new RunningHereException(crawler);
            }
            return command.start(List.of("catalog", "crawler", "start"), List.of("--quiet", "--", crawler));
        });
        var child = children.get(crawler);
        child.process().onExit().thenRun(() -> ended(crawler, child));
    }

    private void ended(String crawler, Child child) {
        int code = child.process().exitValue();
        var words = child.lastWords();
        if (code != 0) {
            LOG.warn("The crawl of {} ended with {}: {}", crawler, code, words);
        }
        children.remove(crawler);
    }

    /** What a crawler is doing, also while its child only begins. */
    public KeptCrawler.State state(KeptCrawler crawler) {
        return crawler.state() == KeptCrawler.State.READY && children.containsKey(crawler.name())
                ? KeptCrawler.State.RUNNING
                : crawler.state();
    }

    /**
     * Tells a crawl to stop.
     *
     * @throws dev.mastic.core.crawl.CrawlerNotRunningException if there is none
     */
    public void stop(String crawler) {
        var child = children.get(crawler);
        if (child != null && store.crawler(crawler).state() == KeptCrawler.State.READY) {
            child.process().destroy();
            return;
        }
        store.stop(crawler);
    }

    /** The newest crawls. */
    public List<CrawlRecord> history(String crawler, int most) {
        return store.history(crawler, most);
    }

    /** Ends the crawls: each says in the store that it was stopped. */
    @Override
    public void close() {
        var left = List.copyOf(children.values());
        left.forEach(child -> child.process().destroy());
        for (var child : left) {
            try {
                child.process().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
