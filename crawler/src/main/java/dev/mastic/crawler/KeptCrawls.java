// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.crawl.CrawlProgress;
import dev.mastic.core.crawl.CrawlRecord;
import dev.mastic.core.crawl.CrawlRecord.State;
import dev.mastic.core.crawl.CrawlReport;
import dev.mastic.core.crawl.CrawlReport.Change;
import dev.mastic.core.crawl.CrawlRequest;
import dev.mastic.core.crawl.CrawlStoppedException;
import dev.mastic.core.crawl.CrawlSummary;
import dev.mastic.core.crawl.Crawler;
import dev.mastic.core.crawl.CrawlerSpec;
import dev.mastic.core.crawl.CrawlerStore;
import dev.mastic.core.crawl.KeptClassifier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Runs crawlers that are kept: one crawl of each at a time, with its place in the history. Says what it does in lines that begin as those of
 * Glue's log do, which scripts look for.
 *
 * @param lease how long others wait for a crawl that gives no sign of life
 * @param log hears the lines
 */
public record KeptCrawls(CrawlerStore store, Crawler crawler, Duration lease, Consumer<String> log) {
    /** What a crawl did, and its place in the history. */
    public record Ended(CrawlRecord crawl, CrawlReport report) {}

    /**
     * Crawls once. Runs without Spark, as long as the crawl takes.
     *
     * @param changed absolute paths or URIs of files that have changed, for a crawler of events
     * @throws dev.mastic.core.crawl.NoSuchCrawlerException if there is none of this name
     * @throws dev.mastic.core.crawl.NoSuchClassifierException if it names a classifier that is not kept
     * @throws dev.mastic.core.crawl.CrawlerRunningException if it is running
     * @throws CrawlStoppedException if it was told to stop meanwhile
     */
    public Ended start(String name, List<String> changed, CrawlProgress progress) {
        var spec = store.crawler(name).crawler();
        var classifiers = spec.classifiers().stream()
                .map(store::classifier)
                .map(KeptClassifier::classifier)
                .toList();
        var crawl = store.start(name, UUID.randomUUID().toString(), lease);
        var lines = new CrawlLines(crawl.id(), log);
        lines.started(spec);
        try (var held = new HeldCrawl(store, crawl, lease, progress)) {
            var request = new CrawlRequest(spec, classifiers, changed, false, Optional.of(crawl.id()));
            return crawl(request, crawl, held, lines);
        }
    }

    private Ended crawl(CrawlRequest request, CrawlRecord crawl, HeldCrawl held, CrawlLines lines) {
        try {
            var report = crawler.crawl(request, held);
            lines.ended(request.crawler(), report);
            var ended = store.end(crawl.id(), State.COMPLETED, CrawlSummary.of(report), Optional.empty());
            return new Ended(ended, report);
        } catch (RuntimeException e) {
            boolean stopped = e instanceof CrawlStoppedException;
            lines.failed(request.crawler(), e.getMessage());
            end(crawl, stopped ? State.STOPPED : State.FAILED, e);
            throw e;
        }
    }

    private void end(CrawlRecord crawl, State state, RuntimeException why) {
        try {
            var error =
                    state == State.FAILED ? Optional.of(String.valueOf(why.getMessage())) : Optional.<String>empty();
            store.end(crawl.id(), state, CrawlSummary.NOTHING, error);
        } catch (RuntimeException e) {
            why.addSuppressed(e);
        }
    }

    /** The lines of one crawl: {@code [id] LEVEL : text}. */
    private record CrawlLines(String id, Consumer<String> log) {
        void started(CrawlerSpec crawler) {
            line("BENCHMARK", "Running Start Crawl for Crawler " + crawler.name());
        }

        void ended(CrawlerSpec crawler, CrawlReport report) {
            var output = crawler.output().database();
            line("BENCHMARK", "Classification complete, writing results to database " + output);
            report.tables().forEach(table -> {
                var name = table.name().table();
                var database = table.name().database();
                if (table.change() == Change.CREATED) {
                    line("INFO", "Created table " + name + " in database " + database);
                } else if (table.change() == Change.DEPRECATED) {
                    line("INFO", "Table " + name + " in database " + database + " is marked as deprecated");
                } else if (table.change() == Change.DELETED) {
                    line("INFO", "Deleted table " + name + " in database " + database);
                }
            });
            line("BENCHMARK", "Finished writing to Catalog");
            var summary = CrawlSummary.of(report);
            counts("TABLE", summary.tables());
            counts("PARTITION", summary.partitions());
            line("BENCHMARK", "Crawler has finished running and is in state READY");
        }

        void failed(CrawlerSpec crawler, String why) {
            line("ERROR", why);
            line("BENCHMARK", "Crawler " + crawler.name() + " has finished running and is in state READY");
        }

        private void counts(String what, CrawlSummary.Counts counts) {
            line("INFO", "Run Summary For " + what + ":");
            line("INFO", "ADD: " + counts.added());
            line("INFO", "UPDATE: " + counts.updated());
            line("INFO", "DELETE: " + counts.deleted());
        }

        private void line(String level, String text) {
            log.accept("[" + id + "] " + level + " : " + text);
        }
    }
}
