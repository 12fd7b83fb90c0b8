// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.crawl;

import java.util.Locale;

/**
 * Where the tables of a crawler go.
 *
 * @param database made when missing
 * @param tablePrefix stands before the name of each table; may be empty
 */
public record CrawlOutput(String database, String tablePrefix, Layout layout) {
    /** What kind of table is made of plain files. */
    public enum Layout {
        /** A table with a location and partitions, as Glue and Hive know it. */
        HIVE,
        /** An Iceberg table, which takes the files as they are where their format allows. */
        ICEBERG;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Plain tables of a database, without a prefix. */
    public static CrawlOutput to(String database) {
        return new CrawlOutput(database, "", Layout.HIVE);
    }
}
