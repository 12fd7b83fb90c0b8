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
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/crawler-configuration.html">Configuration of crawlers</a>
 */
public record CrawlConfiguration(
        boolean mergeNewColumns,
        boolean inheritFromTable,
        boolean combineCompatibleSchemas,
        OptionalInt tableLevel,
        OptionalInt tableThreshold,
        boolean partitionIndex) {
    /** What holds where nothing is said: partitions inherit, unlike in Glue, so that none can differ from its table. */
    public static final CrawlConfiguration USUAL =
            new CrawlConfiguration(false, true, false, OptionalInt.empty(), OptionalInt.empty(), true);
}
