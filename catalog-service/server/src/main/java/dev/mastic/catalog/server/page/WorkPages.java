// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import dev.mastic.catalog.server.page.CrawlersPage.Line;
import dev.mastic.catalog.server.page.MessagePage.Near;
import dev.mastic.core.bookmark.RunHistory;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.core.crawl.CrawlerStore;
import dev.mastic.core.crawl.KeptCrawler;
import dev.mastic.core.failure.Suggestion;
import java.util.Optional;

/** Answers questions about runs and crawls. */
record WorkPages(RunHistory runs, CrawlerStore crawlers) {
    Document runs(Question question) {
        var job = question.find("job");
        return new RunsPage(job, runs.page(job, question.page(RunsPage.LENGTH)), question.after()).document();
    }

    Document run(Question question) {
        var id = question.required("id");
        return runs.find(id)
                .map(run -> new RunPage(run).document())
                .orElseThrow(() -> new NothingHereException(
                        "There is no run '" + id + "' that has ended.", Optional.of(new Near("all runs", Links.RUNS))));
    }

    Document crawlers(Question question) {
        var after = question.after().orElse("");
        var all = crawlers.crawlers().stream()
                .filter(crawler -> crawler.name().compareTo(after) > 0)
                .limit(CrawlersPage.LENGTH + 1L)
                .toList();
        var page = Page.of(all, CrawlersPage.LENGTH, KeptCrawler::name).map(this::line);
        return new CrawlersPage(page, question.after()).document();
    }

    private Line line(KeptCrawler crawler) {
        return new Line(crawler, crawlers.history(crawler.name(), 1).stream().findFirst());
    }

    Document crawler(Question question) {
        var name = question.required("name");
        var crawler = crawlers.findCrawler(name).orElseThrow(() -> noCrawler(name));
        return new CrawlerPage(crawler, crawlers.history(name, CrawlerPage.MOST)).document();
    }

    private NothingHereException noCrawler(String name) {
        var names = crawlers.crawlers().stream().map(KeptCrawler::name).toList();
        return new NothingHereException(
                "There is no crawler '" + name + "'.",
                Suggestion.nearest(name, names).map(other -> new Near(other, Links.crawler(other))));
    }

    /** Who works on a table. */
    Document activity(TableVersion version) {
        var table = version.table();
        var newest = runs.list(Optional.empty(), ActivityPage.LOOKED_THROUGH);
        var crawls = Optional.ofNullable(table.parameters().get(Table.UPDATED_BY_CRAWLER))
                .map(this::crawls);
        var ofTable = RunReports.of(table.name(), newest).stream()
                .limit(ActivityPage.RUNS)
                .toList();
        return new ActivityPage(version, ofTable, crawls).document();
    }

    private ActivityPage.Crawls crawls(String name) {
        var newest = crawlers.findCrawler(name).map(kept -> crawlers.history(name, ActivityPage.CRAWLS));
        return new ActivityPage.Crawls(name, newest);
    }
}
