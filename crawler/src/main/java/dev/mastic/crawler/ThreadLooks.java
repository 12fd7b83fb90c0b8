// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.crawl.CrawlProgress;
import dev.mastic.core.crawl.CrawlStoppedException;
import dev.mastic.core.failure.EtlException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/**
 * Looks at files in threads of this process.
 *
 * @param threads how many files at a time
 */
record ThreadLooks(int threads) implements Looks {
    @Override
    public List<Outcome> at(List<FileItem> files, FileLook look, CrawlProgress progress) {
        var pool = Executors.newFixedThreadPool(Math.max(1, Math.min(threads, files.size())));
        var workers = TimeLimit.daemons();
        try {
            var outcomes = new ArrayList<Outcome>();
            for (var future : pool.invokeAll(files.stream()
                    .map(file -> heard(() -> look.at(file, workers), progress))
                    .toList())) {
                outcomes.add(future.get());
            }
            return outcomes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EtlException("Cannot finish the crawl: it was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CrawlStoppedException stopped) {
                throw stopped;
            }
            throw new EtlException("Cannot finish the crawl: " + e.getCause(), e.getCause());
        } finally {
            pool.shutdownNow();
            workers.shutdownNow();
        }
    }

    private static Callable<Outcome> heard(Callable<Outcome> look, CrawlProgress progress) {
        return () -> {
            progress.read(1);
            return look.call();
        };
    }
}
