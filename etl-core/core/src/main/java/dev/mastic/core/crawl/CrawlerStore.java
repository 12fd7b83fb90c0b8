// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.crawl;

import dev.mastic.core.crawl.CrawlRecord.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Crawlers and custom classifiers by name, with versions, and the history of crawls. Each call is one transaction; implementations are
 * thread-safe and may be used by several processes at once. Names are compared as written. No call runs a Spark job.
 */
public interface CrawlerStore {
    /** All crawlers, sorted by name. */
    List<KeptCrawler> crawlers();

    /** The crawler of a name; empty if there is none. */
    Optional<KeptCrawler> findCrawler(String name);

    /**
     * The crawler of a name.
     *
     * @throws NoSuchCrawlerException naming the nearest known one
     */
    default KeptCrawler crawler(String name) {
        return findCrawler(name)
                .orElseThrow(() -> new NoSuchCrawlerException(
                        name, crawlers().stream().map(KeptCrawler::name).toList()));
    }

    /**
     * Keeps a crawler, with version 1.
     *
     * @throws dev.mastic.core.catalog.AlreadyExistsException if there is one of this name
     * @throws dev.mastic.core.failure.UsageException if it breaks a rule of {@link CrawlerRules}
     */
    KeptCrawler create(CrawlerSpec crawler);

    /**
     * Replaces a crawler by a compare-and-set.
     *
     * @throws VersionMismatchException if it was changed since that version
     * @throws CrawlerRunningException if it is running
     * @throws NoSuchCrawlerException if there is none of this name
     * @throws dev.mastic.core.failure.UsageException if it breaks a rule of {@link CrawlerRules}
     */
    KeptCrawler update(CrawlerSpec crawler, long expectedVersion);

    /**
     * Forgets a crawler with its history; its tables stay.
     *
     * @throws CrawlerRunningException if it is running
     * @throws NoSuchCrawlerException if there is none of this name
     */
    void deleteCrawler(String name);

    /** All custom classifiers, sorted by name. */
    List<KeptClassifier> classifiers();

    /** The classifier of a name; empty if there is none. */
    Optional<KeptClassifier> findClassifier(String name);

    /**
     * The classifier of a name.
     *
     * @throws NoSuchClassifierException naming the nearest known one
     */
    default KeptClassifier classifier(String name) {
        return findClassifier(name)
                .orElseThrow(() -> new NoSuchClassifierException(
                        name, classifiers().stream().map(KeptClassifier::name).toList()));
    }

    /**
     * Keeps a custom classifier, with version 1.
     *
     * @throws dev.mastic.core.catalog.AlreadyExistsException if there is one of this name
     */
    KeptClassifier create(ClassifierSpec classifier);

    /**
     * Replaces a custom classifier by a compare-and-set.
     *
     * @throws VersionMismatchException if it was changed since that version
     * @throws NoSuchClassifierException if there is none of this name
     */
    KeptClassifier update(ClassifierSpec classifier, long expectedVersion);

    /**
     * Forgets a custom classifier. A crawler that names it can no longer be started.
     *
     * @throws NoSuchClassifierException if there is none of this name
     */
    void deleteClassifier(String name);

    /**
     * Begins a crawl. It holds its crawler for the time of the lease, and longer when that is renewed; one whose lease has run out before it
     * ended has failed, and holds nobody up.
     *
     * @param crawlId not used before
     * @throws CrawlerRunningException if a crawl of this crawler is running
     * @throws NoSuchCrawlerException if there is none of this name
     */
    CrawlRecord start(String crawler, String crawlId, Duration lease);

    /**
     * Goes on with a crawl for the time of the lease from now. Answers whether it may: not when it was told to stop, or has lost its crawler
     * because its lease had run out.
     */
    boolean renew(String crawlId, Duration lease);

    /**
     * Tells the crawl that runs to stop.
     *
     * @throws CrawlerNotRunningException if there is none, or it was told so already
     * @throws NoSuchCrawlerException if there is no crawler of this name
     */
    void stop(String crawler);

    /** Ends a crawl. One that is not running, because its lease had run out, stays as it is. */
    CrawlRecord end(String crawlId, State state, CrawlSummary summary, Optional<String> error);

    /**
     * The newest crawls of a crawler, newest first.
     *
     * @throws NoSuchCrawlerException if there is none of this name
     */
    List<CrawlRecord> history(String crawler, int most);
}
