// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.look;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.crawl.CrawlProgress;
import java.util.List;

/** Where files are looked at: several at a time, somewhere. The outcomes are the same everywhere. */
public interface Looks {
    /**
     * The outcomes in the order of the files, whatever was first.
     *
     * @param progress hears of each file; what it throws ends the crawl
     */
    List<Outcome> at(List<FileItem> files, FileLook look, CrawlProgress progress);
}
