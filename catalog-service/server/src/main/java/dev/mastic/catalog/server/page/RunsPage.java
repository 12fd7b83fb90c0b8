// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import static j2html.TagCreator.code;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.p;
import static j2html.TagCreator.text;

import dev.mastic.catalog.server.page.Document.Section;
import dev.mastic.core.bookmark.RunRecord;
import dev.mastic.core.catalog.Page;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The runs of all jobs, or of one, newest first.
 *
 * @param started what clients of Glue have started
 */
record RunsPage(Optional<String> job, Page<RunRecord> runs, Optional<String> after, JobRunLines started) {
    static final int LENGTH = 50;

    Document document() {
        var title = job.map(name -> "Runs of " + name).orElse("Runs");
        var crumbs = job.isPresent() ? List.of(Section.RUNS.crumb()) : List.<Document.Crumb>of();
        var heading = job.map(name -> h1(text("Runs of "), code(name))).orElseGet(() -> h1("Runs"));
        return new Document(title, Section.RUNS, crumbs, heading, list(title), pager(), started.html());
    }

    private DomContent list(String title) {
        return runs.items().isEmpty()
                ? p("No run has been recorded. A run comes here when it ends: mastic run JOB.conf")
                        .withClass("empty")
                : RunRows.grid(title, runs.items());
    }

    private DomContent pager() {
        return new Pager(Links.RUNS, job.map(name -> Map.of("job", name)).orElse(Map.of()), after).html(runs);
    }
}
