// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.crawl;

import dev.mastic.core.crawl.CrawlReport.Change;
import dev.mastic.core.crawl.CrawlReport.CrawledTable;
import dev.mastic.core.crawl.CrawlReport.Difference;
import java.util.function.Predicate;

/** How much a crawl has changed, as Glue sums it up at the end of a run. */
public record CrawlSummary(Counts tables, Counts partitions) {
    /** No change. */
    public static final CrawlSummary NOTHING = new CrawlSummary(Counts.NONE, Counts.NONE);

    /** How many there are of each kind of change. */
    public record Counts(long added, long updated, long deleted, long unchanged) {
        static final Counts NONE = new Counts(0, 0, 0, 0);
    }

    /** The summary of a report. Deprecated tables and partitions count as deleted. */
    public static CrawlSummary of(CrawlReport report) {
        var tables = new Counts(
                count(report, Change.CREATED),
                count(report, Change.UPDATED),
                count(report, Change.DELETED) + count(report, Change.DEPRECATED),
                count(report, Change.UNCHANGED));
        long all = report.tables().stream().mapToLong(CrawledTable::partitions).sum();
        long added =
                report.tables().stream().mapToLong(CrawledTable::newPartitions).sum();
        long updated =
                partitions(report, d -> !d.before().isEmpty() && !d.after().isEmpty());
        long deleted = partitions(report, d -> d.after().isEmpty());
        return new CrawlSummary(tables, new Counts(added, updated, deleted, Math.max(0, all - added - updated)));
    }

    private static long count(CrawlReport report, Change change) {
        return report.tables().stream().filter(t -> t.change() == change).count();
    }

    private static long partitions(CrawlReport report, Predicate<Difference> kind) {
        return report.tables().stream()
                .flatMap(table -> table.differences().stream())
                .filter(d -> d.applied() && d.isOfPartition() && kind.test(d))
                .count();
    }
}
