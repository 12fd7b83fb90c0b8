// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.crawl.CrawlReport.Difference;
import dev.mastic.core.io.Match;
import java.util.List;

/** A table as a crawl found it, before it is compared with the catalog. */
sealed interface Draft permits TableDraft, DescribedDraft {
    /** What it is when the catalog has nothing of it. */
    Table table();

    List<Partition> partitions();

    Match match();

    /** How many files it has; 0 where nothing is said of files. */
    long files();

    /** How many rows were looked at. */
    long rows();

    /** What the table of the catalog becomes by it. */
    Table merged(Table current, TableMerge merge);

    /** What is other than in the catalog, and whether the result has it. */
    List<Difference> differences(Table current, Table result);
}
