// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.p;
import static j2html.TagCreator.text;

import dev.mastic.catalog.server.page.Document.Section;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.crawl.CrawlRecord;
import dev.mastic.core.crawl.CrawlTarget;
import dev.mastic.core.crawl.KeptCrawler;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The crawlers that are kept. */
record CrawlersPage(Page<Line> crawlers, Optional<String> after) {
    static final int LENGTH = 50;
    private static final int SHOWN_TARGETS = 3;

    /** A crawler and its newest crawl. */
    record Line(KeptCrawler crawler, Optional<CrawlRecord> newest) {}

    Document document() {
        var pager = new Pager(Links.CRAWLERS, Map.of(), after).html(crawlers);
        return new Document("Crawlers", Section.CRAWLERS, List.of(), h1("Crawlers"), list(), pager);
    }

    private DomContent list() {
        if (crawlers.items().isEmpty()) {
            return p("No crawler is kept. One is made from a file: mastic catalog crawler create FILE")
                    .withClass("empty");
        }
        var grid = new Grid("Crawlers")
                .column("Crawler")
                .column("Targets")
                .column("Database")
                .column("State")
                .column("Schedule")
                .column("Last crawl");
        crawlers.items().forEach(line -> row(grid, line));
        return grid.html();
    }

    private static void row(Grid grid, Line line) {
        var spec = line.crawler().crawler();
        grid.row(
                a(spec.name()).withHref(Links.crawler(spec.name())).withClass("name"),
                targets(spec.targets()),
                a(spec.output().database())
                        .withHref(Links.database(spec.output().database())),
                RunRows.status(line.crawler().state().name()),
                Shown.code(spec.schedule().orElse("")),
                line.newest().map(CrawlersPage::last).orElse(text("never")));
    }

    private static DomContent targets(List<CrawlTarget> targets) {
        var shown = targets.stream().limit(SHOWN_TARGETS).toList();
        int left = targets.size() - shown.size();
        return div(
                each(shown, target -> div(Shown.code(CrawlerPage.place(target)))),
                left > 0 ? div("and " + left + " more").withClass("note") : text(""));
    }

    private static DomContent last(CrawlRecord crawl) {
        return div(RunRows.status(crawl.state().name()), text(" "), Shown.moment(crawl.started()));
    }
}
