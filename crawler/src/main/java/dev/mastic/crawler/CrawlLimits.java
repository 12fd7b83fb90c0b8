// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.crawl.CrawlOutput.Layout;
import dev.mastic.core.crawl.CrawlTarget;
import dev.mastic.core.crawl.CrawlerSpec;
import dev.mastic.core.crawl.RecrawlBehavior;
import dev.mastic.core.failure.UsageException;

/** What a crawler may say and cannot do. It is kept and shown like any other, and refused when it is started. */
final class CrawlLimits {
    private CrawlLimits() {}

    static void check(CrawlerSpec crawler) {
        var targets = crawler.targets();
        boolean someTables = targets.stream().anyMatch(CrawlTarget.Tables.class::isInstance);
        if (someTables && !targets.stream().allMatch(CrawlTarget.Tables.class::isInstance)) {
            throw new UsageException(
                    "Cannot crawl tables of the catalog beside other targets: they are crawled alone (expected two crawls)");
        }
        if (someTables && crawler.output().layout() == Layout.ICEBERG) {
            throw new UsageException("Cannot crawl tables of the catalog into Iceberg tables: they stay what they are"
                    + " (expected their folders as targets)");
        }
        var recrawl = crawler.policy().recrawl();
        if (recrawl != RecrawlBehavior.CRAWL_EVERYTHING) {
            targets.stream().filter(CrawlTarget::describesItself).findFirst().ifPresent(target -> {
                throw new UsageException("Cannot crawl a target of kind " + target.kind() + " with " + recrawl
                        + ": it has no folders that could be new (expected "
                        + RecrawlBehavior.CRAWL_EVERYTHING + ")");
            });
        }
    }
}
