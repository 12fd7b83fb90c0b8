// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.crawl;

/** What a crawl after the first looks at. */
public enum RecrawlBehavior {
    /** All files; those that have not changed are not read again. */
    CRAWL_EVERYTHING,
    /** Folders that no crawl has seen; nothing that exists is changed. */
    CRAWL_NEW_FOLDERS_ONLY,
    /** The files that the crawl is told of; all of them where no crawl was before. */
    CRAWL_EVENT_MODE
}
