// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.table;

import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.crawl.CrawlReport.Difference;
import dev.mastic.core.io.Match;
import dev.mastic.crawler.sample.SampledFile;
import java.util.List;

/** A table as a crawl found it, before it is compared with the catalog. */
public sealed interface Draft permits TableDraft, DescribedDraft {
    /**
     * How much of its files a table is made of.
     *
     * @param sampled how many files were looked into, in this crawl or before
     * @param read how many of them in this crawl
     * @param rows how many rows were seen
     */
    record Counts(long files, long sampled, long read, long rows) {
        static final Counts NONE = new Counts(0, 0, 0, 0);

        static Counts of(List<SampledFile> files) {
            return new Counts(
                    SampledFile.count(files),
                    files.size(),
                    files.stream().filter(SampledFile::isNew).count(),
                    files.stream().mapToLong(SampledFile::rows).sum());
        }
    }

    /** What it is when the catalog has nothing of it. */
    Table table();

    List<Partition> partitions();

    Match match();

    /** How much of its files it is made of; nothing where nothing is said of files. */
    Counts counts();

    /** What the table of the catalog becomes by it. */
    Table merged(Table current, TableMerge merge);

    /** What is other than in the catalog, and whether the result has it. */
    List<Difference> differences(Table current, Table result);
}
