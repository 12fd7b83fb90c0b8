// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.p;
import static j2html.TagCreator.text;

import dev.mastic.catalog.server.page.Document.Section;
import dev.mastic.core.catalog.KeptDatabase;
import dev.mastic.core.catalog.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All databases. */
record DatabasesPage(Page<KeptDatabase> databases, Optional<String> after) {
    static final int LENGTH = 100;

    Document document() {
        var heading = h1("Databases");
        if (databases.items().isEmpty()) {
            return new Document(
                    "Databases",
                    Section.CATALOG,
                    List.of(),
                    heading,
                    p("There is no database yet. A crawl makes one: mastic crawl DIR --database NAME")
                            .withClass("empty"));
        }
        var grid = new Grid("Databases")
                .column("Database")
                .column("Description")
                .column("Location")
                .column("Updated");
        databases.items().forEach(kept -> row(grid, kept));
        var pager = new Pager(Links.HOME, Map.of(), after).html(databases);
        return new Document("Databases", Section.CATALOG, List.of(), heading, grid.html(), pager);
    }

    private static void row(Grid grid, KeptDatabase kept) {
        var database = kept.database();
        grid.row(
                a(database.name()).withHref(Links.database(database.name())).withClass("name"),
                text(database.description().orElse("")),
                Shown.code(Secrets.shown(database.location().orElse(""))),
                Shown.moment(kept.updated()));
    }
}
