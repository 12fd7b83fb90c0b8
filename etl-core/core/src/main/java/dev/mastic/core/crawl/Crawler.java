// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.crawl;

/** Turns folders of files into tables of the catalog. */
public interface Crawler {
    /**
     * Lists, samples, classifies and groups the files below the targets, and brings the catalog up to date. A second crawl of unchanged
     * data writes nothing. Runs without Spark.
     *
     * @throws dev.mastic.core.failure.UsageException if a target does not exist or holds no files
     */
    CrawlReport crawl(CrawlRequest request);
}
