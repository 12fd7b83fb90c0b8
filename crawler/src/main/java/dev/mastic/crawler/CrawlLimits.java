// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.crawl.CrawlOutput.Layout;
import dev.mastic.core.crawl.CrawlTarget;
import dev.mastic.core.crawl.CrawlerSpec;
import dev.mastic.core.failure.UsageException;

/** What a crawler may say and this one cannot do. It is kept and shown like any other, and refused when it is started. */
final class CrawlLimits {
    private CrawlLimits() {}

    static void check(CrawlerSpec crawler) {
        crawler.targets().forEach(target -> {
            if (target instanceof CrawlTarget.Jdbc jdbc) {
                throw refused(jdbc.path() + " in " + jdbc.place().url(), "JDBC targets are not crawled yet");
            } else if (target instanceof CrawlTarget.Iceberg iceberg) {
                throw refused(iceberg.path(), "Iceberg targets are not crawled yet");
            } else if (target instanceof CrawlTarget.Tables tables) {
                throw refused("tables of " + tables.database(), "catalog targets are not crawled yet");
            }
        });
        if (crawler.output().layout() == Layout.ICEBERG) {
            throw refused("with crawler '" + crawler.name() + "'", "Iceberg tables of plain files are not made yet");
        }
    }

    private static UsageException refused(String what, String why) {
        return new UsageException(
                "Cannot crawl " + what + ": " + why + " (expected files or folders, and plain tables)");
    }
}
