// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.code;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.join;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import dev.mastic.core.catalog.TableVersion;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Optional;

/**
 * The newest snapshots of an Iceberg table.
 *
 * @param problem why they cannot be shown
 */
record SnapshotsPage(TableVersion version, List<Snapshot> snapshots, Optional<String> problem) {
    static final int MOST = 100;

    Document document() {
        return new TableFrame(version).document(TableFrame.Tab.SNAPSHOTS, h2("Snapshots"), list());
    }

    private DomContent list() {
        if (problem.isPresent()) {
            return p(Secrets.shown(problem.get())).withClass("problem");
        }
        if (snapshots.isEmpty()) {
            return p("Nothing has been written into the table yet.").withClass("empty");
        }
        var grid = new Grid("Snapshots")
                .column("Snapshot")
                .column("Made")
                .column("Operation")
                .numbers("Rows added")
                .numbers("Rows removed")
                .numbers("Rows")
                .numbers("Files")
                .column("Run");
        snapshots.forEach(snapshot -> row(grid, snapshot));
        var note = p("The newest " + MOST + " are shown.").withClass("note");
        return snapshots.size() < MOST ? grid.html() : join(grid.html(), note);
    }

    private static void row(Grid grid, Snapshot snapshot) {
        DomContent current = snapshot.current() ? span("current").withClass("tag") : text("");
        grid.row(
                join(code(snapshot.id()), text(" "), current),
                Shown.moment(snapshot.made()),
                text(snapshot.operation()),
                text(snapshot.number("added-records")),
                text(snapshot.number("deleted-records")),
                text(snapshot.number("total-records")),
                text(snapshot.number("total-data-files")),
                snapshot.run()
                        .<DomContent>map(id -> a(id).withHref(Links.run(id)).withClass("code"))
                        .orElse(text("")));
    }
}
