// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import static j2html.TagCreator.code;
import static j2html.TagCreator.div;
import static j2html.TagCreator.join;
import static j2html.TagCreator.text;

import dev.mastic.core.crawl.CrawlRecord;
import dev.mastic.core.crawl.CrawlSummary.Counts;
import j2html.tags.DomContent;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Crawls as rows of a table. */
final class CrawlRows {
    private CrawlRows() {}

    static DomContent grid(String caption, List<CrawlRecord> crawls) {
        var grid = new Grid(caption)
                .column("Started")
                .column("State")
                .numbers("Took")
                .column("Tables")
                .column("Partitions")
                .column("Crawl");
        crawls.forEach(crawl -> grid.row(
                Shown.moment(crawl.started()),
                RunRows.status(crawl.state().name()),
                text(crawl.took().map(Shown::duration).orElse("")),
                text(counts(crawl.summary().tables())),
                text(counts(crawl.summary().partitions())),
                name(crawl)));
        return grid.html();
    }

    /** Its id and, if it failed, why. */
    private static DomContent name(CrawlRecord crawl) {
        var id = code(crawl.id());
        return crawl.error()
                .<DomContent>map(error -> join(id, div(Secrets.shown(error)).withClass("note")))
                .orElse(id);
    }

    private static String counts(Counts counts) {
        return Stream.of(
                        of(counts.added(), "added"),
                        of(counts.updated(), "updated"),
                        of(counts.deleted(), "deleted"),
                        of(counts.unchanged(), "unchanged"))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String of(long count, String what) {
        return count == 0 ? "" : Shown.count(count) + " " + what;
    }
}
