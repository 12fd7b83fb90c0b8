// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.code;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.li;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.p;
import static j2html.TagCreator.text;
import static j2html.TagCreator.ul;

import dev.mastic.catalog.server.page.Document.Crumb;
import dev.mastic.catalog.server.page.Document.Section;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.core.failure.Quantity;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What all pages about one table have in common: its name, what it is in a line, and the way to the others.
 *
 * @param version the newest
 */
record TableFrame(TableVersion version) {
    /** The pages about a table. */
    enum Tab {
        COLUMNS("Columns", Links.TABLE),
        PARTITIONS("Partitions", Links.PARTITIONS),
        STORAGE("Storage", Links.STORAGE),
        SNAPSHOTS("Snapshots", Links.SNAPSHOTS),
        VERSIONS("Versions", Links.VERSIONS),
        ACTIVITY("Runs and crawls", Links.ACTIVITY);

        private final String label;
        private final String path;

        Tab(String label, String path) {
            this.label = label;
            this.path = path;
        }

        private boolean isOf(Table table) {
            return switch (this) {
                case PARTITIONS -> !table.isIceberg() && !table.partitionKeys().isEmpty();
                case SNAPSHOTS -> table.isIceberg();
                default -> true;
            };
        }
    }

    /** The page of a tab. */
    Document document(Tab tab, DomContent... content) {
        var name = version.table().name();
        var all = new ArrayList<DomContent>(List.of(h1(code(name.toString())), line(), tabs(tab)));
        all.addAll(List.of(content));
        var title = tab == Tab.COLUMNS ? name.toString() : tab.label + " of " + name;
        var crumbs = List.of(Section.CATALOG.crumb(), new Crumb(name.database(), Links.database(name.database())));
        return new Document(title, Section.CATALOG, crumbs, "", all);
    }

    /** What a table is kept as, in a word. */
    static String format(Table table) {
        if (table.isIceberg()) {
            return "iceberg";
        }
        return table.source().or(table::classification).orElseGet(() -> isView(table) ? "view" : "");
    }

    private static boolean isView(Table table) {
        return table.attributes()
                .find("TableType")
                .filter(type -> type.asText().equals("VIRTUAL_VIEW"))
                .isPresent();
    }

    static String keys(Table table) {
        return table.partitionKeys().stream().map(Column::name).collect(Collectors.joining(", "));
    }

    private DomContent line() {
        var table = version.table();
        var keys = keys(table);
        var facts = Stream.of(
                        format(table),
                        Quantity.of(table.columns().size(), "column"),
                        keys.isEmpty() ? "" : "partitioned by " + keys,
                        "version " + Shown.count(version.version()))
                .filter(fact -> !fact.isEmpty())
                .collect(Collectors.joining(" · "));
        return p(text(facts + " · updated "), Shown.moment(version.updated())).withClass("lead");
    }

    private DomContent tabs(Tab current) {
        var tabs = Stream.of(Tab.values())
                .filter(tab -> tab.isOf(version.table()) || tab == current)
                .toList();
        return nav(ul(each(
                        tabs,
                        tab -> li(a(tab.label)
                                .withHref(
                                        Links.ofTable(tab.path, version.table().name()))
                                .condAttr(tab == current, "aria-current", "page")))))
                .attr("aria-label", "About this table")
                .withClass("tabs");
    }
}
