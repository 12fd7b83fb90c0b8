// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.crawl;

import java.util.List;
import java.util.Optional;

/**
 * A crawler as it is kept and started.
 *
 * @param name what its tables say they are owned by
 * @param classifiers the names of custom classifiers, which are asked before all others, in this order
 * @param overrides what is said of single folders
 * @param schedule {@code cron(minute hour day month weekday year)}, in UTC; empty: on demand
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-crawling.html">The crawler API</a>
 */
public record CrawlerSpec(
        String name,
        String description,
        List<CrawlTarget> targets,
        List<String> classifiers,
        CrawlOutput output,
        Policy policy,
        List<TableOverride> overrides,
        Optional<String> schedule) {
    /** The name of a crawl that no kept crawler made. */
    public static final String AD_HOC = "mastic";

    /** How a crawler decides. */
    public record Policy(SchemaChangePolicy schemaChange, RecrawlBehavior recrawl, CrawlConfiguration configuration) {
        public static final Policy USUAL =
                new Policy(SchemaChangePolicy.USUAL, RecrawlBehavior.CRAWL_EVERYTHING, CrawlConfiguration.USUAL);
    }

    public CrawlerSpec {
        targets = List.copyOf(targets);
        classifiers = List.copyOf(classifiers);
        overrides = List.copyOf(overrides);
    }

    /** A crawl of files and folders into plain tables, with nothing else said. */
    public static CrawlerSpec adHoc(List<String> paths, String database) {
        var targets = paths.stream().<CrawlTarget>map(CrawlTarget.Folder::of).toList();
        return new CrawlerSpec(
                AD_HOC, "", targets, List.of(), CrawlOutput.to(database), Policy.USUAL, List.of(), Optional.empty());
    }
}
