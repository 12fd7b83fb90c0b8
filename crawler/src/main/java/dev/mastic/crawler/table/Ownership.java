// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.table;

import dev.mastic.core.catalog.Table;
import dev.mastic.core.crawl.CrawlRequest;
import dev.mastic.core.crawl.CrawlerSpec;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The parameters that say which crawler made a table or partition, and so may take it away. A crawler owns what it has made; those of
 * crawls without a kept crawler go over to the first kept crawler that comes by, and what a person has made stays theirs.
 *
 * @param crawl the id of this crawl, where its crawler has a history
 */
public record Ownership(String crawler, Optional<String> crawl) {
    static final String CRAWLER = Table.UPDATED_BY_CRAWLER;
    static final String CRAWL = "CRAWL_RUN_ID";
    public static final String DEPRECATED = "DEPRECATED_BY_CRAWLER";

    static Ownership of(CrawlRequest request) {
        return new Ownership(request.crawler().name(), request.crawlId());
    }

    boolean owns(Map<String, String> parameters) {
        return crawler.equals(parameters.get(CRAWLER));
    }

    /** The parameters of something new. */
    Map<String, String> ofNew(Map<String, String> found) {
        var parameters = new TreeMap<>(found);
        parameters.put(CRAWLER, crawler);
        crawl.ifPresent(id -> parameters.put(CRAWL, id));
        return parameters;
    }

    /** The parameters of something that was there. The crawl before stays named until {@link #changed}. */
    Map<String, String> ofKnown(Map<String, String> merged) {
        var parameters = new TreeMap<>(merged);
        parameters.replace(CRAWLER, CrawlerSpec.AD_HOC, crawler);
        return parameters;
    }

    /** The parameters of something that this crawl writes. */
    Map<String, String> changed(Map<String, String> merged) {
        var parameters = new TreeMap<>(merged);
        parameters.remove(CRAWL);
        crawl.ifPresent(id -> parameters.put(CRAWL, id));
        return parameters;
    }

    /** The parameters of something that stays though its files are gone. */
    Map<String, String> deprecated(Map<String, String> current, Instant now) {
        var parameters = new TreeMap<>(changed(current));
        parameters.put(DEPRECATED, Long.toString(now.toEpochMilli()));
        return parameters;
    }
}
