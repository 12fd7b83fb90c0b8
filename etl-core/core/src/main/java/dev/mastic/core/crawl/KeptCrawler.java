// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.crawl;

import java.time.Instant;

/**
 * A crawler as the store has it.
 *
 * @param version 1 at first, one more with each update
 */
public record KeptCrawler(CrawlerSpec crawler, long version, Instant created, Instant updated, State state) {
    /** What it is doing. */
    public enum State {
        READY,
        RUNNING,
        /** Its crawl was told to stop and has not ended. */
        STOPPING
    }

    /** How it is called. */
    public String name() {
        return crawler.name();
    }
}
