// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.crawl;

/**
 * Hears how far a crawl is, from any of its threads. What it throws ends the crawl: {@link CrawlStoppedException} stops it between two files
 * or two tables.
 */
public interface CrawlProgress {
    /** Hears nothing. */
    CrawlProgress NONE = new CrawlProgress() {};

    /** So many files more were found. */
    default void listed(long files) {}

    /** So many files more were looked into. */
    default void read(long files) {}

    /** So many tables more were brought up to date. */
    default void tables(long tables) {}
}
