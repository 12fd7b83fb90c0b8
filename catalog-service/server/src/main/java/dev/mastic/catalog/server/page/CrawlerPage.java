// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.code;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.p;
import static j2html.TagCreator.text;

import dev.mastic.catalog.server.page.Document.Section;
import dev.mastic.core.crawl.CrawlRecord;
import dev.mastic.core.crawl.CrawlTarget;
import dev.mastic.core.crawl.CrawlerSpec;
import dev.mastic.core.crawl.KeptCrawler;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Locale;

/** One crawler and its crawls. */
record CrawlerPage(KeptCrawler crawler, List<CrawlRecord> crawls) {
    static final int MOST = 100;

    Document document() {
        var spec = crawler.crawler();
        return new Document(
                "Crawler " + spec.name(),
                Section.CRAWLERS,
                List.of(Section.CRAWLERS.crumb()),
                h1(text("Crawler "), code(spec.name())),
                facts(spec),
                h2("Targets"),
                targets(spec),
                h2("Crawls"),
                history());
    }

    private DomContent facts(CrawlerSpec spec) {
        var facts = new Facts()
                .add("Description", spec.description())
                .add("State", RunRows.status(crawler.state().name()))
                .add(
                        "Database",
                        a(spec.output().database())
                                .withHref(Links.database(spec.output().database())))
                .code("Table prefix", spec.output().tablePrefix())
                .add("Layout", spec.output().layout().toString())
                .code("Schedule", spec.schedule().orElse(""))
                .add("Classifiers", String.join(", ", spec.classifiers()))
                .add("Reads again", word(spec.policy().recrawl()))
                .add("Version", Shown.count(crawler.version()))
                .add("Updated", Shown.moment(crawler.updated()));
        return facts.html();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static DomContent targets(CrawlerSpec spec) {
        var grid = new Grid("Targets of " + spec.name()).column("Place").column("Kind");
        spec.targets().forEach(target -> grid.row(Shown.code(place(target)), text(target.kind())));
        return grid.html();
    }

    private DomContent history() {
        return crawls.isEmpty()
                ? p("It has not crawled yet.").withClass("empty")
                : CrawlRows.grid("Crawls of " + crawler.name(), crawls);
    }

    /** Where a target is. */
    static String place(CrawlTarget target) {
        if (target instanceof CrawlTarget.Folder folder) {
            return Secrets.shown(folder.path());
        } else if (target instanceof CrawlTarget.Jdbc jdbc) {
            return Secrets.shown(jdbc.place().url()) + " " + jdbc.path();
        } else if (target instanceof CrawlTarget.Iceberg iceberg) {
            return Secrets.shown(iceberg.path());
        }
        var tables = (CrawlTarget.Tables) target;
        return tables.database() + ": " + String.join(", ", tables.tables());
    }
}
