// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.crawl;

import dev.mastic.core.failure.EtlException;

/** A crawl has ended before its end because it was told to, or because it had lost its crawler. What it has written stays. */
public final class CrawlStoppedException extends EtlException {
    private static final long serialVersionUID = 1L;

    public CrawlStoppedException(String crawler) {
        super("Crawler '" + crawler + "' has stopped before its end: it was told to, or its lease had run out");
    }
}
