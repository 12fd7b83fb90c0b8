// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import dev.mastic.core.bookmark.RunRecord;
import j2html.tags.DomContent;
import java.util.List;

/** Runs as rows of a table. */
final class RunRows {
    private RunRows() {}

    static DomContent grid(String caption, List<RunRecord> runs) {
        var grid = new Grid(caption)
                .column("Run")
                .column("Job")
                .column("Status")
                .column("Started")
                .numbers("Took");
        runs.forEach(run -> grid.row(
                a(run.runId()).withHref(Links.run(run.runId())).withClass("code"),
                a(run.job()).withHref(Links.runsOf(run.job())),
                status(run.status()),
                Shown.moment(run.started()),
                text(Shown.seconds(run.seconds()))));
        return grid.html();
    }

    /** In words and, for those who see it, in colour. */
    static DomContent status(String status) {
        return span(status).withClasses("tag", style(status));
    }

    private static String style(String status) {
        return switch (status) {
            case "succeeded", "COMPLETED", "SUCCEEDED" -> "good";
            case "failed", "FAILED", "TIMEOUT" -> "bad";
            default -> "plain";
        };
    }
}
