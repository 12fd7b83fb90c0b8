// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import dev.mastic.core.type.Type;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a crawl found and did; rendered by {@code mastic crawl --output json}. */
public record CrawlReport(List<CrawledTable> tables, List<Skipped> skipped) {
    public CrawlReport {
        tables = List.copyOf(tables);
        skipped = List.copyOf(skipped);
    }

    /** What a crawl does to a table. */
    public enum Change {
        CREATED,
        UPDATED,
        UNCHANGED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A file that became part of no table. */
    public record Skipped(String path, String reason) {}

    /** A column with the reason for its type. */
    public record CrawledColumn(String name, Type type, String evidence) {}

    /**
     * A table with how it was found.
     *
     * @param certainty of the classifier, 0 to 1
     * @param dialect of text formats; empty for others
     * @param partitions how many partitions the table has after the crawl
     * @param newPartitions how many of them this crawl added
     * @param files how many files the table has
     * @param rowsSampled how many rows were looked at for the types
     */
    public record CrawledTable(
            TableName name,
            String location,
            String format,
            String classifier,
            double certainty,
            Map<String, String> dialect,
            List<CrawledColumn> columns,
            List<CrawledColumn> partitionKeys,
            long partitions,
            long newPartitions,
            long files,
            long rowsSampled,
            Change change) {
        public CrawledTable {
            dialect = Map.copyOf(dialect);
            columns = List.copyOf(columns);
            partitionKeys = List.copyOf(partitionKeys);
        }
    }
}
