// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.catalog.server.run.Crawls;
import dev.mastic.catalog.server.run.Schedules;
import dev.mastic.catalog.server.run.StoppedSchedules;
import dev.mastic.catalog.server.wire.AwsError;
import dev.mastic.catalog.server.wire.Json;
import dev.mastic.core.catalog.AlreadyExistsException;
import dev.mastic.core.crawl.CrawlerCodec;
import dev.mastic.core.crawl.CrawlerSpec;
import dev.mastic.core.crawl.CrawlerStore;
import dev.mastic.core.crawl.KeptCrawler;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.glue.model.BatchGetCrawlersRequest;
import software.amazon.awssdk.services.glue.model.BatchGetCrawlersResponse;
import software.amazon.awssdk.services.glue.model.Crawler;
import software.amazon.awssdk.services.glue.model.CreateCrawlerRequest;
import software.amazon.awssdk.services.glue.model.CreateCrawlerResponse;
import software.amazon.awssdk.services.glue.model.DeleteCrawlerRequest;
import software.amazon.awssdk.services.glue.model.DeleteCrawlerResponse;
import software.amazon.awssdk.services.glue.model.GetCrawlerRequest;
import software.amazon.awssdk.services.glue.model.GetCrawlerResponse;
import software.amazon.awssdk.services.glue.model.GetCrawlersRequest;
import software.amazon.awssdk.services.glue.model.GetCrawlersResponse;
import software.amazon.awssdk.services.glue.model.ListCrawlersRequest;
import software.amazon.awssdk.services.glue.model.ListCrawlersResponse;
import software.amazon.awssdk.services.glue.model.UpdateCrawlerRequest;
import software.amazon.awssdk.services.glue.model.UpdateCrawlerResponse;

/**
 * Crawlers, as the crawler knows them. Roles and security configurations are passed over: there are none here.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-crawling.html">The crawler API</a>
 */
record CrawlerOperations(CrawlerStore store, Crawls crawls, StoppedSchedules stopped, Pages pages, Tags tags) {
    private static final int MOST = 1000;
    private static final int MOST_NAMES = 100;
    private static final String SCHEDULE = "Schedule";

    void addTo(Operations operations) {
        operations
                .add("CreateCrawler", CreateCrawlerRequest::builder, this::create)
                .add("GetCrawler", GetCrawlerRequest::builder, this::get)
                .add("GetCrawlers", GetCrawlersRequest::builder, this::list)
                .add("ListCrawlers", ListCrawlersRequest::builder, this::names)
                .add("BatchGetCrawlers", BatchGetCrawlersRequest::builder, this::getAll)
                .add("UpdateCrawler", UpdateCrawlerRequest::builder, this::update)
                .add("DeleteCrawler", DeleteCrawlerRequest::builder, this::delete);
    }

    private CreateCrawlerResponse create(CreateCrawlerRequest request) {
        var node = Json.tree(request);
        node.remove("Tags");
        var crawler = read(node);
        try {
            store.create(crawler);
        } catch (AlreadyExistsException e) {
            throw AwsError.alreadyExists("Crawler already exists.");
        }
        tags.add(resource(crawler.name()), request.tags());
        return CreateCrawlerResponse.builder().build();
    }

    private static CrawlerSpec read(ObjectNode node) {
        var crawler = CrawlerCodec.read(node.toString());
        crawler.schedule().ifPresent(Schedules::check);
        return crawler;
    }

    private GetCrawlerResponse get(GetCrawlerRequest request) {
        return GetCrawlerResponse.builder()
                .crawler(written(store.crawler(request.name())))
                .build();
    }

    private Crawler written(KeptCrawler kept) {
        return Crawlers.write(kept, crawls.state(kept), crawls.history(kept.name(), 2), stopped.has(kept.name()));
    }

    private GetCrawlersResponse list(GetCrawlersRequest request) {
        var page = pages.page(
                new Pages.Asked(request, request.nextToken(), request.maxResults(), MOST),
                part -> Sorted.page(store.crawlers(), KeptCrawler::name, part));
        return GetCrawlersResponse.builder()
                .crawlers(page.items().stream().map(this::written).toList())
                .nextToken(page.token())
                .build();
    }

    private ListCrawlersResponse names(ListCrawlersRequest request) {
        var page = pages.page(
                new Pages.Asked(request, request.nextToken(), request.maxResults(), MOST_NAMES),
                part -> Sorted.page(tagged(request), KeptCrawler::name, part));
        return ListCrawlersResponse.builder()
                .crawlerNames(page.items().stream().map(KeptCrawler::name).toList())
                .nextToken(page.token())
                .build();
    }

    private List<KeptCrawler> tagged(ListCrawlersRequest request) {
        return store.crawlers().stream()
                .filter(each -> tags.match(resource(each.name()), request.tags()))
                .toList();
    }

    private BatchGetCrawlersResponse getAll(BatchGetCrawlersRequest request) {
        var found = request.crawlerNames().stream()
                .map(store::findCrawler)
                .flatMap(Optional::stream)
                .toList();
        var names = found.stream().map(KeptCrawler::name).toList();
        return BatchGetCrawlersResponse.builder()
                .crawlers(found.stream().map(this::written).toList())
                .crawlersNotFound(request.crawlerNames().stream()
                        .filter(name -> !names.contains(name))
                        .toList())
                .build();
    }

    /** What the request does not say stays; an empty schedule is none. */
    private UpdateCrawlerResponse update(UpdateCrawlerRequest request) {
        var before = store.crawler(request.name());
        var merged = (ObjectNode) Json.read(CrawlerCodec.write(before.crawler()));
        merged.setAll(Json.tree(request));
        if (request.schedule() != null && request.schedule().isEmpty()) {
            merged.remove(SCHEDULE);
        }
        store.update(read(merged), before.version());
        return UpdateCrawlerResponse.builder().build();
    }

    private DeleteCrawlerResponse delete(DeleteCrawlerRequest request) {
        store.deleteCrawler(request.name());
        tags.drop(resource(request.name()));
        stopped.remove(request.name());
        return DeleteCrawlerResponse.builder().build();
    }

    private static String resource(String name) {
        return "crawler/" + name;
    }
}
