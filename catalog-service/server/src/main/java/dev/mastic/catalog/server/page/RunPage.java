// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.code;
import static j2html.TagCreator.details;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.join;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.text;
import static j2html.TagCreator.ul;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mastic.catalog.server.page.Document.Section;
import dev.mastic.core.bookmark.RunRecord;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.failure.UsageException;
import j2html.TagCreator;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;

/** One run: what it has read and written. */
record RunPage(RunRecord run) {
    private static final String TABLE = "table";

    Document document() {
        var report = RunReports.tree(run);
        var crumbs = List.of(Section.RUNS.crumb(), new Document.Crumb(run.job(), Links.runsOf(run.job())));
        return new Document(
                "Run " + run.runId(),
                Section.RUNS,
                crumbs,
                h1(text("Run "), code(run.runId())),
                facts(report),
                message(report),
                part("Read", report.path("sources")),
                steps(report.path("steps")),
                part("Wrote", report.path("sinks")),
                notes(report),
                details(summary("The whole report"), pre(code(Secrets.shown(report.toPrettyString())))));
    }

    private DomContent facts(JsonNode report) {
        return new Facts()
                .add("Job", a(run.job()).withHref(Links.runsOf(run.job())))
                .add("Status", RunRows.status(run.status()))
                .add("Exit code", String.valueOf(run.exitCode()))
                .add("Started", Shown.moment(run.started()))
                .add("Took", Shown.seconds(run.seconds()))
                .add("Faults", number(report.path("faults")))
                .add("Unmatched", number(report.path("unmatched")))
                .html();
    }

    private static DomContent message(JsonNode report) {
        var message = report.path("message").asText();
        return message.isEmpty() ? text("") : p(Secrets.shown(message)).withClass("problem");
    }

    private static DomContent part(String heading, JsonNode lines) {
        if (lines.isEmpty()) {
            return text("");
        }
        var grid =
                new Grid(heading).column("Name").column("Table").numbers("Rows").numbers("Files");
        lines.forEach(line -> grid.row(
                name(line),
                table(line.path(TABLE).asText()),
                text(number(line.path("rows"))),
                text(number(line.path("files")))));
        return join(h2(heading), grid.html());
    }

    private static DomContent steps(JsonNode lines) {
        if (lines.isEmpty()) {
            return text("");
        }
        var grid = new Grid("Steps").column("Name").numbers("Rows").numbers("Faults");
        lines.forEach(line -> grid.row(name(line), text(number(line.path("rows"))), text(number(line.path("faults")))));
        return join(h2("Steps"), grid.html());
    }

    private static DomContent name(JsonNode line) {
        return span(line.path("name").asText()).withClass("name");
    }

    private static DomContent table(String name) {
        try {
            return name.isEmpty() ? text("") : a(name).withHref(Links.table(TableName.parse(name)));
        } catch (UsageException e) {
            // A report tells what it tells; what is no name of a table leads nowhere.
            return text(name);
        }
    }

    private static String number(JsonNode number) {
        return number.isIntegralNumber() ? Shown.count(number.asLong()) : "";
    }

    private static DomContent notes(JsonNode report) {
        var notes = new ArrayList<String>();
        report.path("sinks").forEach(sink -> sink.path("notes").forEach(note -> notes.add(note.asText())));
        report.path("recovered")
                .forEach(other ->
                        notes.add("recovered run " + other.path("runId").asText() + ": "
                                + other.path("outcome").asText()));
        return notes.isEmpty()
                ? text("")
                : join(h2("Notes"), ul(TagCreator.each(notes, note -> li(Secrets.shown(note)))));
    }
}
