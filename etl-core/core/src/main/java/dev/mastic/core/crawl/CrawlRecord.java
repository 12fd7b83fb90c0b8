// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.crawl;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One crawl in the history of its crawler.
 *
 * @param summary what it has changed; nothing while it runs, and when it failed
 * @param error why it failed
 */
public record CrawlRecord(
        String id,
        String crawler,
        State state,
        Instant started,
        Optional<Instant> ended,
        CrawlSummary summary,
        Optional<String> error) {
    /** Glue's states of a crawl. */
    public enum State {
        RUNNING,
        COMPLETED,
        FAILED,
        /** It was told to stop. What it had written by then stays. */
        STOPPED
    }

    /** How long it took; empty while it runs. */
    public Optional<Duration> took() {
        return ended.map(end -> Duration.between(started, end));
    }
}
