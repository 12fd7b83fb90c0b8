// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.crawl;

/** Turns folders of files into tables of the catalog. */
public interface Crawler {
    /**
     * Lists, samples, classifies and groups the files below the targets, and brings the catalog up to date. A second crawl of unchanged
     * data writes nothing. Runs without Spark.
     *
     * @param progress hears how far it is
     * @throws dev.mastic.core.failure.UsageException if a target does not exist or holds no files
     */
    CrawlReport crawl(CrawlRequest request, CrawlProgress progress);

    /** The same, with nobody to hear. */
    default CrawlReport crawl(CrawlRequest request) {
        return crawl(request, CrawlProgress.NONE);
    }
}
