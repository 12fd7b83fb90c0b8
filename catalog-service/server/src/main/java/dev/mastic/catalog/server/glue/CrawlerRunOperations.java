// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.catalog.server.run.Crawls;
import dev.mastic.catalog.server.run.Schedules;
import dev.mastic.catalog.server.run.StoppedSchedules;
import dev.mastic.catalog.server.wire.AwsError;
import dev.mastic.catalog.server.wire.Json;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import dev.mastic.core.crawl.CrawlRecord;
import dev.mastic.core.crawl.CrawlerCodec;
import dev.mastic.core.crawl.CrawlerStore;
import dev.mastic.core.crawl.KeptCrawler;
import java.util.List;
import software.amazon.awssdk.services.glue.model.GetCrawlerMetricsRequest;
import software.amazon.awssdk.services.glue.model.GetCrawlerMetricsResponse;
import software.amazon.awssdk.services.glue.model.ListCrawlsRequest;
import software.amazon.awssdk.services.glue.model.ListCrawlsResponse;
import software.amazon.awssdk.services.glue.model.StartCrawlerRequest;
import software.amazon.awssdk.services.glue.model.StartCrawlerResponse;
import software.amazon.awssdk.services.glue.model.StartCrawlerScheduleRequest;
import software.amazon.awssdk.services.glue.model.StartCrawlerScheduleResponse;
import software.amazon.awssdk.services.glue.model.StopCrawlerRequest;
import software.amazon.awssdk.services.glue.model.StopCrawlerResponse;
import software.amazon.awssdk.services.glue.model.StopCrawlerScheduleRequest;
import software.amazon.awssdk.services.glue.model.StopCrawlerScheduleResponse;
import software.amazon.awssdk.services.glue.model.UpdateCrawlerScheduleRequest;
import software.amazon.awssdk.services.glue.model.UpdateCrawlerScheduleResponse;

/** Crawls: started, stopped, by schedule, and their history. */
record CrawlerRunOperations(CrawlerStore store, Crawls crawls, StoppedSchedules stopped, Pages pages) {
    private static final int MOST = 100;
    private static final int USUAL = 20;
    private static final int HISTORY = 10_000;

    void addTo(Operations operations) {
        operations
                .add("StartCrawler", StartCrawlerRequest::builder, this::start)
                .add("StopCrawler", StopCrawlerRequest::builder, this::stop)
                .add("StartCrawlerSchedule", StartCrawlerScheduleRequest::builder, this::startSchedule)
                .add("StopCrawlerSchedule", StopCrawlerScheduleRequest::builder, this::stopSchedule)
                .add("UpdateCrawlerSchedule", UpdateCrawlerScheduleRequest::builder, this::updateSchedule)
                .add("GetCrawlerMetrics", GetCrawlerMetricsRequest::builder, this::metrics)
                .add("ListCrawls", ListCrawlsRequest::builder, this::history);
    }

    private StartCrawlerResponse start(StartCrawlerRequest request) {
        crawls.start(request.name());
        return StartCrawlerResponse.builder().build();
    }

    private StopCrawlerResponse stop(StopCrawlerRequest request) {
        var state = crawls.state(store.crawler(request.name()));
        if (state == KeptCrawler.State.STOPPING) {
            throw AwsError.of("CrawlerStoppingException", "Crawler " + request.name() + " is stopping");
        }
        crawls.stop(request.name());
        return StopCrawlerResponse.builder().build();
    }

    private KeptCrawler scheduled(String name) {
        var crawler = store.crawler(name);
        if (crawler.crawler().schedule().isEmpty()) {
            throw AwsError.of("NoScheduleException", "Crawler " + name + " has no schedule");
        }
        return crawler;
    }

    private StartCrawlerScheduleResponse startSchedule(StartCrawlerScheduleRequest request) {
        scheduled(request.crawlerName());
        if (!stopped.has(request.crawlerName())) {
            throw AwsError.of("SchedulerRunningException", "The schedule of " + request.crawlerName() + " runs");
        }
        stopped.remove(request.crawlerName());
        return StartCrawlerScheduleResponse.builder().build();
    }

    private StopCrawlerScheduleResponse stopSchedule(StopCrawlerScheduleRequest request) {
        var crawler = store.crawler(request.crawlerName());
        if (crawler.crawler().schedule().isEmpty() || stopped.has(request.crawlerName())) {
            throw AwsError.of(
                    "SchedulerNotRunningException", "The schedule of " + request.crawlerName() + " does not run");
        }
        stopped.add(request.crawlerName());
        return StopCrawlerScheduleResponse.builder().build();
    }

    private UpdateCrawlerScheduleResponse updateSchedule(UpdateCrawlerScheduleRequest request) {
        var before = store.crawler(request.crawlerName());
        var node = (ObjectNode) Json.read(CrawlerCodec.write(before.crawler()));
        node.remove("Schedule");
        if (request.schedule() != null && !request.schedule().isEmpty()) {
            Schedules.check(request.schedule());
            node.put("Schedule", request.schedule());
        }
        store.update(CrawlerCodec.read(node.toString()), before.version());
        return UpdateCrawlerScheduleResponse.builder().build();
    }

    private GetCrawlerMetricsResponse metrics(GetCrawlerMetricsRequest request) {
        var wanted = request.crawlerNameList();
        var page = pages.page(
                new Pages.Asked(request, request.nextToken(), request.maxResults(), MOST),
                part -> Sorted.page(
                        store.crawlers().stream()
                                .filter(each -> wanted.isEmpty() || wanted.contains(each.name()))
                                .toList(),
                        KeptCrawler::name,
                        part));
        return GetCrawlerMetricsResponse.builder()
                .crawlerMetricsList(page.items().stream()
                        .map(each -> Crawlers.metrics(each.name(), crawls.history(each.name(), HISTORY)))
                        .toList())
                .nextToken(page.token())
                .build();
    }

    private ListCrawlsResponse history(ListCrawlsRequest request) {
        var wanted = CrawlFilter.all(request.filters());
        int most = request.maxResults() == null ? USUAL : MOST;
        var page = pages.page(
                new Pages.Asked(request, request.nextToken(), request.maxResults(), most),
                part -> page(
                        crawls.history(request.crawlerName(), HISTORY).stream()
                                .filter(wanted)
                                .toList(),
                        part));
        return ListCrawlsResponse.builder()
                .crawls(page.items().stream().map(Crawlers::history).toList())
                .nextToken(page.token())
                .build();
    }

    /** Newest first, on after the crawl that the page before has ended with. */
    private static Page<CrawlRecord> page(List<CrawlRecord> history, PageRequest part) {
        var ids = history.stream().map(CrawlRecord::id).toList();
        int from = part.after().map(last -> ids.indexOf(last) + 1).orElse(0);
        var rest = history.stream().skip(from).limit(part.limit() + 1L).toList();
        return Page.of(rest, part.limit(), CrawlRecord::id);
    }
}
