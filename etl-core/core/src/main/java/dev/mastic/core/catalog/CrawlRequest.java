// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import java.util.List;

/**
 * What to crawl.
 *
 * @param targets files or folders, as absolute paths or URIs
 * @param database where the tables go; made when missing
 * @param dryRun whether only to report what would change
 */
public record CrawlRequest(List<String> targets, String database, boolean dryRun) {
    public CrawlRequest {
        targets = List.copyOf(targets);
    }
}
