// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.crawl;

import java.util.List;
import java.util.Optional;

/**
 * What to crawl.
 *
 * @param classifiers the custom classifiers that the crawler names
 * @param changed absolute paths or URIs of files that have come, changed or gone, for {@link RecrawlBehavior#CRAWL_EVENT_MODE}
 * @param dryRun whether only to report what would change
 * @param crawlId the id of this crawl in the crawler's history, which tables that it changes are marked with
 */
public record CrawlRequest(
        CrawlerSpec crawler,
        List<ClassifierSpec> classifiers,
        List<String> changed,
        boolean dryRun,
        Optional<String> crawlId) {
    public CrawlRequest {
        classifiers = List.copyOf(classifiers);
        changed = List.copyOf(changed);
    }

    /** A crawl of a kind that no history knows. */
    public CrawlRequest(CrawlerSpec crawler, List<ClassifierSpec> classifiers, List<String> changed, boolean dryRun) {
        this(crawler, classifiers, changed, dryRun, Optional.empty());
    }

    /** A crawl with nothing else said. */
    public static CrawlRequest of(List<String> paths, String database, boolean dryRun) {
        return new CrawlRequest(CrawlerSpec.adHoc(paths, database), List.of(), List.of(), dryRun);
    }
}
