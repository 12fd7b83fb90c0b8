// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import dev.mastic.catalog.Role;
import dev.mastic.catalog.server.auth.Callers;
import dev.mastic.catalog.server.page.CrawlersPage.Line;
import dev.mastic.catalog.server.page.MessagePage.Near;
import dev.mastic.core.bookmark.RunHistory;
import dev.mastic.core.bookmark.RunRecord;
import dev.mastic.core.catalog.CatalogObjects;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.core.crawl.CrawlerStore;
import dev.mastic.core.crawl.KeptCrawler;
import dev.mastic.core.failure.Suggestion;
import java.util.List;
import java.util.Optional;

/**
 * Answers questions about runs and crawls. Who may not read all databases sees the runs that say which tables they have read and written, if
 * these may be read, and the crawlers of databases that may be read.
 */
record WorkPages(RunHistory runs, CrawlerStore crawlers, CatalogObjects objects, Callers callers) {
    Document runs(Question question) {
        var job = question.find("job");
        var page = runs.page(job, question.page(RunsPage.LENGTH));
        var readable = page.items().stream().filter(this::isReadable).toList();
        return new RunsPage(job, new Page<>(readable, page.next()), question.after(), started(question)).document();
    }

    /** On the first page, for those who may read everything. */
    private JobRunLines started(Question question) {
        boolean isShown = callers.current().isEverywhere() && question.after().isEmpty();
        return isShown ? JobRunLines.of(objects, question.find("job")) : new JobRunLines(List.of());
    }

    private boolean isReadable(RunRecord run) {
        if (callers.current().isEverywhere()) {
            return true;
        }
        var tables = RunReports.tables(run);
        return !tables.isEmpty() && tables.stream().allMatch(table -> isReadable(table.replaceFirst("\\..*", "")));
    }

    private boolean isReadable(String database) {
        return callers.current().allows(Role.READER, database);
    }

    private boolean isReadable(KeptCrawler crawler) {
        return isReadable(crawler.crawler().output().database());
    }

    Document run(Question question) {
        var id = question.required("id");
        return runs.find(id)
                .filter(this::isReadable)
                .map(run -> new RunPage(run).document())
                .orElseThrow(() -> new NothingHereException(
                        "There is no run '" + id + "' that has ended.", Optional.of(new Near("all runs", Links.RUNS))));
    }

    Document crawlers(Question question) {
        var after = question.after().orElse("");
        var all = crawlers.crawlers().stream()
                .filter(this::isReadable)
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
        var crawler = crawlers.findCrawler(name).filter(this::isReadable).orElseThrow(() -> noCrawler(name));
        return new CrawlerPage(crawler, crawlers.history(name, CrawlerPage.MOST)).document();
    }

    private NothingHereException noCrawler(String name) {
        var names = crawlers.crawlers().stream()
                .filter(this::isReadable)
                .map(KeptCrawler::name)
                .toList();
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
                .filter(this::isReadable)
                .limit(ActivityPage.RUNS)
                .toList();
        return new ActivityPage(version, ofTable, crawls).document();
    }

    private ActivityPage.Crawls crawls(String name) {
        var newest = crawlers.findCrawler(name)
                .filter(this::isReadable)
                .map(kept -> crawlers.history(name, ActivityPage.CRAWLS));
        return new ActivityPage.Crawls(name, newest);
    }
}
