// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.crawl.CrawlOutput.Layout;
import dev.mastic.core.crawl.CrawlTarget;
import dev.mastic.core.crawl.CrawlerSpec;
import dev.mastic.core.crawl.RecrawlBehavior;
import dev.mastic.core.failure.UsageException;

/** What a crawler may say and this one cannot do. It is kept and shown like any other, and refused when it is started. */
final class CrawlLimits {
    private CrawlLimits() {}

    static void check(CrawlerSpec crawler) {
        boolean someTables = crawler.targets().stream().anyMatch(CrawlTarget.Tables.class::isInstance);
        if (someTables && !crawler.targets().stream().allMatch(CrawlTarget.Tables.class::isInstance)) {
            throw new UsageException(
                    "Cannot crawl tables of the catalog beside other targets: they are crawled alone (expected two crawls)");
        }
        if (crawler.policy().recrawl() != RecrawlBehavior.CRAWL_EVERYTHING) {
            throw refused(
                    "with crawler '" + crawler.name() + "'", crawler.policy().recrawl() + " is not supported yet");
        }
        if (crawler.output().layout() == Layout.ICEBERG) {
            throw refused("with crawler '" + crawler.name() + "'", "Iceberg tables of plain files are not made yet");
        }
    }

    private static UsageException refused(String what, String why) {
        return new UsageException(
                "Cannot crawl " + what + ": " + why + " (expected CRAWL_EVERYTHING, and plain tables)");
    }
}
