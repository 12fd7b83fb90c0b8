// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.join;
import static j2html.TagCreator.p;
import static j2html.TagCreator.text;

import dev.mastic.core.bookmark.RunRecord;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.core.crawl.CrawlRecord;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Optional;

/** Who works on a table: runs that have read or written it, and crawls that keep it up to date. */
record ActivityPage(TableVersion version, List<RunRecord> runs, Optional<Crawls> crawls) {
    /** Among so many of the newest runs those of a table are looked for. */
    static final int LOOKED_THROUGH = 1000;

    static final int RUNS = 50;
    static final int CRAWLS = 20;

    /** The crawler of a table, and its newest crawls; none if it is not kept. */
    record Crawls(String crawler, Optional<List<CrawlRecord>> newest) {}

    Document document() {
        return new TableFrame(version).document(TableFrame.Tab.ACTIVITY, h2("Runs"), run(), h2("Crawls"), crawled());
    }

    private DomContent run() {
        var looked = "At most " + RUNS + " are shown, found among the newest " + Shown.count(LOOKED_THROUGH)
                + " runs of all jobs.";
        return runs.isEmpty()
                ? p("None of the newest " + Shown.count(LOOKED_THROUGH) + " runs has read or written this table.")
                        .withClass("empty")
                : join(
                        RunRows.grid(
                                "Runs that have read or written "
                                        + version.table().name(),
                                runs),
                        p(looked).withClass("note"));
    }

    private DomContent crawled() {
        return crawls.map(ActivityPage::crawled)
                .orElseGet(() -> p("No crawler keeps this table.").withClass("empty"));
    }

    private static DomContent crawled(Crawls crawls) {
        var name = crawls.crawler();
        return crawls.newest()
                .<DomContent>map(newest -> join(
                        p(text("Kept by crawler "), a(name).withHref(Links.crawler(name)), text(".")),
                        newest.isEmpty()
                                ? p("It has not crawled yet.").withClass("empty")
                                : CrawlRows.grid("Crawls of " + name, newest)))
                .orElseGet(() -> p("Found by crawl '" + name + "', which is no crawler that is kept.")
                        .withClass("empty"));
    }
}
