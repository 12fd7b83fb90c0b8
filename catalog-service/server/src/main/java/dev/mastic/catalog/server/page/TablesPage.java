// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.button;
import static j2html.TagCreator.code;
import static j2html.TagCreator.form;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.input;
import static j2html.TagCreator.label;
import static j2html.TagCreator.p;
import static j2html.TagCreator.text;

import dev.mastic.catalog.server.page.Document.Section;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.TableVersion;
import j2html.tags.DomContent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tables of a database.
 *
 * @param filter a part of the names that are shown; may be empty
 */
record TablesPage(Database database, Page<TableVersion> tables, String filter, Optional<String> after) {
    static final int LENGTH = 50;

    Document document() {
        var name = database.name();
        var query = new LinkedHashMap<>(Map.of("name", name));
        query.put("filter", filter);
        return new Document(
                name,
                Section.CATALOG,
                List.of(Section.CATALOG.crumb()),
                h1(code(name)),
                lead(),
                filterForm(),
                list(),
                new Pager(Links.DATABASE, query, after).html(tables));
    }

    private DomContent lead() {
        var place = Secrets.shown(database.location().orElse(""));
        var facts = new Facts()
                .add("Description", database.description().orElse(""))
                .code("Location", place);
        return database.description().isEmpty() && place.isEmpty() ? text("") : facts.html();
    }

    private DomContent filterForm() {
        return form(
                        input().withType("hidden").withName("name").withValue(database.name()),
                        label("Name contains").withFor("filter"),
                        input().withId("filter").withName("filter").withValue(filter),
                        button("Filter").withType("submit"))
                .withMethod("get")
                .withAction(Links.DATABASE)
                .withClass("filter");
    }

    private DomContent list() {
        if (tables.items().isEmpty()) {
            var none = filter.isEmpty() && after.isEmpty()
                    ? "There is no table yet."
                    : "No table here has '" + filter + "' in its name.";
            return p(none).withClass("empty");
        }
        var grid = new Grid("Tables of " + database.name())
                .column("Table")
                .column("Format")
                .numbers("Columns")
                .column("Partitioned by")
                .numbers("Version")
                .column("Updated");
        tables.items().forEach(version -> row(grid, version));
        return grid.html();
    }

    private static void row(Grid grid, TableVersion version) {
        var table = version.table();
        grid.row(
                a(table.name().table()).withHref(Links.table(table.name())).withClass("name"),
                text(TableFrame.format(table)),
                text(Shown.count(table.columns().size())),
                text(TableFrame.keys(table)),
                text(Shown.count(version.version())),
                Shown.moment(version.updated()));
    }
}
