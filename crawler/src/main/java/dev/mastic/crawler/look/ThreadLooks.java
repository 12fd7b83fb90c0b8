// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.look;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.crawl.CrawlProgress;
import java.util.List;

/**
 * Looks at files in threads of this process.
 *
 * @param threads how many files at a time
 */
public record ThreadLooks(int threads) implements Looks {
    @Override
    public List<Outcome> at(List<FileItem> files, FileLook look, CrawlProgress progress) {
        var workers = TimeLimit.daemons();
        try (var parallel = new Parallel(threads)) {
            return parallel.map(files, file -> {
                progress.read(1);
                return look.at(file, workers);
            });
        } finally {
            workers.shutdownNow();
        }
    }
}
