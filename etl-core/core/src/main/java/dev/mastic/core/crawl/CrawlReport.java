// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.crawl;

import dev.mastic.core.catalog.TableName;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a crawl found and did; rendered by {@code mastic crawl --output json}.
 *
 * @param remarks what is odd about files that were read all the same; sorted by path
 * @param decisions why folders are tables, partitions, or nothing; sorted by location
 * @param reading how much was read for it
 */
public record CrawlReport(
        List<CrawledTable> tables,
        List<Skipped> skipped,
        List<Remark> remarks,
        List<Decision> decisions,
        Reading reading) {
    public CrawlReport {
        tables = List.copyOf(tables);
        skipped = List.copyOf(skipped);
        remarks = List.copyOf(remarks);
        decisions = List.copyOf(decisions);
    }

    /** A report without remarks, of which only the tables tell how much was read. */
    public CrawlReport(List<CrawledTable> tables, List<Skipped> skipped, List<Decision> decisions) {
        this(tables, skipped, List.of(), decisions, Reading.of(tables));
    }

    /**
     * How much a crawl has read; what it remembers it need not read.
     *
     * @param files how many files there are
     * @param filesRead into how many of them the crawl has looked
     */
    public record Reading(long files, long filesRead) {
        static Reading of(List<CrawledTable> tables) {
            return new Reading(
                    tables.stream().mapToLong(CrawledTable::files).sum(),
                    tables.stream().mapToLong(CrawledTable::filesRead).sum());
        }
    }

    /** Whether some tables could not be written, though others were. */
    public boolean isPartial() {
        return tables.stream().anyMatch(table -> table.change() == Change.FAILED);
    }

    /**
     * What a folder or file was taken for.
     *
     * @param outcome such as {@code table}, {@code partitions}, {@code tables}, {@code skipped}
     * @param rule the name of the rule that decided, such as {@code key=value} or {@code similarity}
     * @param why what the rule saw, such as {@code 9 of 10 have similar columns, in 2 groups}
     */
    public record Decision(String location, String outcome, String rule, String why) {}

    /** What a crawl does to a table. */
    public enum Change {
        CREATED,
        UPDATED,
        UNCHANGED,
        /** Its files are gone, and it is marked so. */
        DEPRECATED,
        /** Its files are gone, and so is it. */
        DELETED,
        /** It could not be written, though others were; {@link #skipped} says why. */
        FAILED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A file that became part of no table. */
    public record Skipped(String path, String reason) {}

    /**
     * What is odd about a file that was read all the same.
     *
     * @param text such as {@code its name ends with .csv, its content is parquet: read as that}
     */
    public record Remark(String path, String text) {}

    /**
     * What a crawl changes in a table that the catalog had, or would change under another policy.
     *
     * @param what the attribute, such as {@code column total} or {@code partition [2024]}
     * @param before as the catalog had it; empty where it is new
     * @param after as the crawl found it; empty where it is gone
     * @param applied whether the policy lets it be written
     * @param why such as {@code because of part-7.json:12 n/a (1 of 480 values)}; may be empty
     */
    public record Difference(String what, String before, String after, boolean applied, String why) {
        private static final String PARTITION = "partition ";

        /** What differs about the partition of these values: all of it, or how it is read. */
        public static Difference ofPartition(List<String> values, String before, String after, boolean applied) {
            return new Difference(PARTITION + values, before, after, applied, "");
        }

        /** Whether it is about a partition, and not about the table. */
        public boolean isOfPartition() {
            return what.startsWith(PARTITION);
        }

        /** {@code column total: int -> string, because of part-7.json:12 n/a (1 of 480 values), not written}. */
        @Override
        public String toString() {
            var change =
                    before.isEmpty() ? "new: " + after : after.isEmpty() ? "gone: " + before : before + " -> " + after;
            return what + ": " + change + (why.isEmpty() ? "" : ", " + why) + (applied ? "" : ", not written");
        }
    }

    /** A column with the reason for its type. */
    public record CrawledColumn(String name, Type type, String typeText, String evidence) {
        /** A column whose type is spelt as {@link TypeString} prints it. */
        public CrawledColumn(String name, Type type, String evidence) {
            this(name, type, TypeString.print(type), evidence);
        }
    }

    /**
     * A table with how it was found.
     *
     * @param certainty of the classifier, 0 to 1
     * @param dialect of text formats; empty for others
     * @param partitions how many partitions the table has after the crawl
     * @param newPartitions how many of them this crawl added
     * @param files how many files the table has
     * @param filesSampled on how many of them its types rest
     * @param filesRead how many of those this crawl has read; it remembers the others
     * @param rowsSampled how many rows were looked at for the types
     * @param differences to what the catalog had; empty for a new table
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
            long filesSampled,
            long filesRead,
            long rowsSampled,
            Change change,
            List<Difference> differences) {
        public CrawledTable {
            differences = List.copyOf(differences);
            dialect = Map.copyOf(dialect);
            columns = List.copyOf(columns);
            partitionKeys = List.copyOf(partitionKeys);
        }
    }
}
