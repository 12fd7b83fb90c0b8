// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.crawl;

import dev.mastic.core.catalog.Table;
import dev.mastic.core.crawl.CrawlReport.Skipped;
import java.util.List;
import java.util.Optional;

/**
 * Looks at targets of one kind whose tables describe themselves, such as those of a database. An extension: its name is the
 * {@link CrawlTarget#kind} of its targets. Immutable; starts no Spark, reads no rows and writes nothing.
 */
public interface TargetCrawler {
    /**
     * What there is at a target.
     *
     * @param skipped what could have been a table, with the reason why it is none; not what was excluded
     */
    record Contents(List<DescribedTable> tables, List<Skipped> skipped) {
        public Contents {
            tables = List.copyOf(tables);
            skipped = List.copyOf(skipped);
        }
    }

    /**
     * The tables of a target.
     *
     * @param progress hears of each table; what it throws ends the crawl
     * @throws dev.mastic.core.failure.UsageException if the target does not exist or has no tables
     * @throws dev.mastic.core.failure.EtlException if it cannot be reached
     */
    Contents look(CrawlTarget target, CrawlProgress progress);

    /** Whether a table that a crawl has made of this target is there no longer. What is of another target, or excluded now, is not gone. */
    boolean isGone(CrawlTarget target, Table table);

    /** Why the catalog's table stays as it is, though it was found otherwise; empty when it is brought up to date. */
    default Optional<String> keeps(Table current, DescribedTable found) {
        return Optional.empty();
    }
}
