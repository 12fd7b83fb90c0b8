// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.crawl;

import java.util.OptionalInt;

/**
 * Glue's {@code Configuration} of a crawler.
 *
 * @param mergeNewColumns whether tables only gain columns, and none is removed or retyped
 * @param inheritFromTable whether partitions get the format and columns of their table
 * @param combineCompatibleSchemas whether folders of one format and depth are one table however their columns differ
 * @param tableLevel the level of the folders that are tables, counted from the root of the file system or bucket, which is 1
 * @param tableThreshold the most tables that may be made; a crawl that would make more makes none
 * @param partitionIndex whether tables get an index over their partitions
 * @param conventions how much the names of folders say
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/crawler-configuration.html">Configuration of crawlers</a>
 */
public record CrawlConfiguration(
        boolean mergeNewColumns,
        boolean inheritFromTable,
        boolean combineCompatibleSchemas,
        OptionalInt tableLevel,
        OptionalInt tableThreshold,
        boolean partitionIndex,
        Conventions conventions) {
    /** Whether folders named {@code key=value} are partitions however their columns differ. */
    public enum Grouping {
        /** They are; folders that are dates are, if they share a column. */
        HIVE_AWARE,
        /** As all other folders: only if their columns are similar. */
        GLUE
    }

    /** What levels of folders without {@code key=} are called. */
    public enum PartitionNames {
        /** {@code year}, {@code month}, {@code day}, {@code date} and so on where all their values are that; else as in Glue. */
        DATES,
        /** {@code partition_0}, {@code partition_1} … */
        GLUE
    }

    /** How far the names of folders are understood. */
    public record Conventions(Grouping grouping, PartitionNames partitionNames) {
        /** More than in Glue. */
        public static final Conventions USUAL = new Conventions(Grouping.HIVE_AWARE, PartitionNames.DATES);
    }

    /** What holds where nothing is said: partitions inherit, unlike in Glue, so that none can differ from its table. */
    public static final CrawlConfiguration USUAL =
            new CrawlConfiguration(false, true, false, OptionalInt.empty(), OptionalInt.empty(), true);

    /** What Glue's own keys say; folders are understood as usual. */
    public CrawlConfiguration(
            boolean mergeNewColumns,
            boolean inheritFromTable,
            boolean combineCompatibleSchemas,
            OptionalInt tableLevel,
            OptionalInt tableThreshold,
            boolean partitionIndex) {
        this(
                mergeNewColumns,
                inheritFromTable,
                combineCompatibleSchemas,
                tableLevel,
                tableThreshold,
                partitionIndex,
                Conventions.USUAL);
    }

    /** The same with folders understood otherwise. */
    public CrawlConfiguration with(Conventions others) {
        return new CrawlConfiguration(
                mergeNewColumns,
                inheritFromTable,
                combineCompatibleSchemas,
                tableLevel,
                tableThreshold,
                partitionIndex,
                others);
    }
}
