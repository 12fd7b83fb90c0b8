// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.crawl;

import dev.mastic.core.failure.UsageException;

/** A crawler was told to stop that does nothing, or is stopping. */
public final class CrawlerNotRunningException extends UsageException {
    private static final long serialVersionUID = 1L;

    public CrawlerNotRunningException(String name, KeptCrawler.State state) {
        super("Cannot stop crawler '" + name + "': it is not running (got " + state + "; expected "
                + KeptCrawler.State.RUNNING + ")");
    }
}
