// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.crawl.CrawlReport.Change;
import dev.mastic.core.crawl.CrawlReport.Difference;
import dev.mastic.core.crawl.CrawlReport.Skipped;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Brings tables of one layout up to date with what was found, as far as the crawler's policy lets it. What is equal is not written. */
interface TableUpdate {
    /**
     * The table after the update, and what it took.
     *
     * @param skipped files that tables of this layout cannot take
     */
    record Result(
            Table table,
            Change change,
            long partitions,
            long newPartitions,
            List<Difference> differences,
            List<Skipped> skipped) {
        /** Of a layout that takes all files. */
        Result(Table table, Change change, long partitions, long newPartitions, List<Difference> differences) {
            this(table, change, partitions, newPartitions, differences, List.of());
        }
    }

    /** Makes the database if there is none. */
    void createDatabase(String name);

    /**
     * Looks whether the drafts may be applied; writes nothing.
     *
     * @throws dev.mastic.core.failure.UsageException if there are more new tables than may be made, or the name of one belongs to a table
     *     that is not of this place or layout, or whose partition keys are others
     */
    void check(List<? extends Draft> drafts);

    /** Applies a draft. */
    Result apply(Draft draft);

    /**
     * What becomes of the tables of a database that this crawler has made and that are gone, but for those that were just found.
     *
     * @param isGone whether a table that describes itself is gone; of others, the files tell
     */
    List<Result> takeGone(String database, Set<TableName> found, Predicate<Table> isGone);
}
