// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.crawl.CrawlReport.Change;
import dev.mastic.core.crawl.CrawlReport.Difference;
import dev.mastic.core.crawl.CrawlReport.Skipped;
import dev.mastic.core.crawl.SchemaChangePolicy;
import java.util.List;
import java.util.Map;

/**
 * A kind of table that keeps a list of its files, as Iceberg's do, and takes files as they are where they lie. Its factory is called like the
 * {@linkplain dev.mastic.core.crawl.CrawlOutput.Layout layout} of the crawler that asks for it.
 */
public interface TableLayout {
    /** The parameter that says where the files lie that a crawl has made the table of. */
    String PLACE = Table.PLACE;

    /**
     * Makes the table, or brings it up to date, by one commit; commits nothing where nothing differs. Adds no file twice, takes away none
     * but those that an earlier crawl has added, and rewrites none. Starts no Spark.
     *
     * @throws dev.mastic.core.failure.UsageException if the layout cannot take files of this format, or the catalog has another table of
     *     this name, which is left as it is
     */
    Update update(FoundFiles found, Terms terms);

    /**
     * All files of a table to be.
     *
     * @param table as a plain table: its location is where the files lie, its keys come from their folders
     * @param format what reads the files
     * @param files with the values of the keys; none where all are gone
     */
    record FoundFiles(Table table, String format, List<FileItem> files) {
        public FoundFiles {
            files = List.copyOf(files);
        }
    }

    /**
     * How far a crawl may go.
     *
     * @param mergesNewColumns whether columns are only added, and types stay
     * @param dryRun whether only to tell what would be done
     */
    record Terms(SchemaChangePolicy policy, boolean mergesNewColumns, boolean dryRun, Marks marks) {
        /** Whether a table that is there gets new columns. */
        public boolean addsColumns() {
            return mergesNewColumns || policy.update() == SchemaChangePolicy.UpdateBehavior.UPDATE_IN_DATABASE;
        }

        /** Whether types of a table that is there become wider. */
        public boolean widensTypes() {
            return !mergesNewColumns && policy.update() == SchemaChangePolicy.UpdateBehavior.UPDATE_IN_DATABASE;
        }
    }

    /** What a crawler writes into the parameters of its tables. */
    interface Marks {
        /** The parameters of a new table. */
        Map<String, String> ofNew(Map<String, String> parameters);

        /** Those of a table that was there, whether or not anything else changes. */
        Map<String, String> ofKnown(Map<String, String> parameters);

        /** Those of a table that this crawl changes. */
        Map<String, String> changed(Map<String, String> parameters);

        /** Whether the crawler may take files out of a table. */
        boolean owns(Map<String, String> parameters);
    }

    /**
     * What was done.
     *
     * @param table as it is now: the columns of the files, then the keys
     * @param partitions how many combinations of values of the keys there are
     * @param newPartitions how many of them were not there before
     * @param skipped files that the layout cannot take
     */
    record Update(
            Table table,
            Change change,
            long partitions,
            long newPartitions,
            List<Difference> differences,
            List<Skipped> skipped) {
        public Update {
            differences = List.copyOf(differences);
            skipped = List.copyOf(skipped);
        }

        /** Of a table that takes all files. */
        public Update(Table table, Change change, long partitions, long newPartitions, List<Difference> differences) {
            this(table, change, partitions, newPartitions, differences, List.of());
        }
    }
}
