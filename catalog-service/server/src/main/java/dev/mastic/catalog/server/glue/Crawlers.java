// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.catalog.server.wire.Json;
import dev.mastic.core.crawl.CrawlRecord;
import dev.mastic.core.crawl.CrawlerCodec;
import dev.mastic.core.crawl.KeptCrawler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.glue.model.Crawler;
import software.amazon.awssdk.services.glue.model.CrawlerHistory;
import software.amazon.awssdk.services.glue.model.CrawlerMetrics;
import software.amazon.awssdk.services.glue.model.LastCrawlInfo;
import software.amazon.awssdk.services.glue.model.LastCrawlStatus;
import software.amazon.awssdk.services.glue.model.ScheduleState;

/** Crawlers and their crawls as Glue's shapes. */
final class Crawlers {
    private Crawlers() {}

    /**
     * A crawler as Glue shows it.
     *
     * @param history newest first
     * @param paused whether its schedule was stopped
     */
    static Crawler write(KeptCrawler kept, KeptCrawler.State state, List<CrawlRecord> history, boolean paused) {
        var node = (ObjectNode) Json.read(CrawlerCodec.write(kept.crawler()));
        var crawler = Json.fill(node, Crawler.builder());
        kept.crawler()
                .schedule()
                .ifPresent(cron -> crawler.schedule(s -> s.scheduleExpression(cron)
                        .state(paused ? ScheduleState.NOT_SCHEDULED : ScheduleState.SCHEDULED)));
        var newest = history.stream().findFirst();
        return crawler.version(kept.version())
                .creationTime(kept.created())
                .lastUpdated(kept.updated())
                .state(state.name())
                .crawlElapsedTime(newest.filter(crawl -> crawl.ended().isEmpty())
                        .map(crawl ->
                                Duration.between(crawl.started(), Instant.now()).toMillis())
                        .orElse(0L))
                .lastCrawl(last(history).orElse(null))
                .build();
    }

    private static Optional<LastCrawlInfo> last(List<CrawlRecord> history) {
        return history.stream()
                .filter(crawl -> crawl.ended().isPresent())
                .findFirst()
                .map(crawl -> LastCrawlInfo.builder()
                        .status(status(crawl))
                        .startTime(crawl.started())
                        .errorMessage(crawl.error().map(Crawlers::cut).orElse(null))
                        .build());
    }

    private static LastCrawlStatus status(CrawlRecord crawl) {
        return switch (crawl.state()) {
            case STOPPED -> LastCrawlStatus.CANCELLED;
            case FAILED -> LastCrawlStatus.FAILED;
            default -> LastCrawlStatus.SUCCEEDED;
        };
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), 2048));
    }

    static CrawlerHistory history(CrawlRecord crawl) {
        var tables = crawl.summary().tables();
        return CrawlerHistory.builder()
                .crawlId(crawl.id())
                .state(crawl.state().name())
                .startTime(crawl.started())
                .endTime(crawl.ended().orElse(null))
                .summary(Json.empty()
                        .put("TablesAdded", tables.added())
                        .put("TablesUpdated", tables.updated())
                        .put("TablesDeleted", tables.deleted())
                        .toString())
                .errorMessage(crawl.error().map(Crawlers::cut).orElse(null))
                .build();
    }

    static CrawlerMetrics metrics(String crawler, List<CrawlRecord> history) {
        var seconds = history.stream()
                .flatMap(crawl -> crawl.took().stream())
                .map(took -> took.toMillis() / 1000.0)
                .toList();
        var sorted = seconds.stream().sorted().toList();
        return CrawlerMetrics.builder()
                .crawlerName(crawler)
                .stillEstimating(sorted.isEmpty())
                .timeLeftSeconds(0.0)
                .lastRuntimeSeconds(seconds.isEmpty() ? 0.0 : seconds.get(0))
                .medianRuntimeSeconds(sorted.isEmpty() ? 0.0 : sorted.get(sorted.size() / 2))
                .tablesCreated((int) history.stream()
                        .mapToLong(crawl -> crawl.summary().tables().added())
                        .sum())
                .tablesUpdated((int) history.stream()
                        .mapToLong(crawl -> crawl.summary().tables().updated())
                        .sum())
                .tablesDeleted((int) history.stream()
                        .mapToLong(crawl -> crawl.summary().tables().deleted())
                        .sum())
                .build();
    }
}
