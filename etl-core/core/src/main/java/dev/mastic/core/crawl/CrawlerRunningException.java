// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.crawl;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.ExitCode;
import java.time.Instant;

/** A crawler is running and cannot be started, changed or deleted meanwhile: the command exits with 5. */
public final class CrawlerRunningException extends EtlException {
    private static final long serialVersionUID = 1L;

    /**
     * @param what such as {@code start}
     * @param expires when the crawl counts as dead unless it says that it lives
     */
    public CrawlerRunningException(String what, CrawlRecord running, Instant expires) {
        super("Cannot " + what + " crawler '" + running.crawler() + "': it is running (crawl " + running.id()
                + " since " + running.started() + "; if its process is dead, it is free at " + expires + ")");
    }

    @Override
    public ExitCode exitCode() {
        return ExitCode.LOCKED;
    }
}
