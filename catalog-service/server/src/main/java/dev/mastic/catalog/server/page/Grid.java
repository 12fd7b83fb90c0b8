// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import static j2html.TagCreator.caption;
import static j2html.TagCreator.each;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;

/** A table of a document. The first cell names its row; where the screen is narrow, cells show the name of their column again. */
final class Grid {
    private final String caption;
    private final List<Column> columns = new ArrayList<>();
    private final List<DomContent> rows = new ArrayList<>();

    private record Column(String name, String style) {}

    /**
     * A table.
     *
     * @param caption says what it lists, to those who do not see the heading above it
     */
    Grid(String caption) {
        this.caption = caption;
    }

    Grid column(String name) {
        columns.add(new Column(name, "t"));
        return this;
    }

    /** A column of numbers, which stand at its right. */
    Grid numbers(String name) {
        columns.add(new Column(name, "n"));
        return this;
    }

    /** A row with one cell for each column. */
    Grid row(DomContent... cells) {
        var row = tr(th(cells[0])
                .attr("scope", "row")
                .withClass(columns.get(0).style())
                .withData("label", columns.get(0).name()));
        for (int i = 1; i < cells.length; i++) {
            row.with(td(cells[i])
                    .withClass(columns.get(i).style())
                    .withData("label", columns.get(i).name()));
        }
        rows.add(row);
        return this;
    }

    DomContent html() {
        return table(
                caption(caption).withClass("unseen"),
                thead(tr(each(
                        columns,
                        column -> th(column.name()).attr("scope", "col").withClass(column.style())))),
                tbody(each(rows, row -> row)));
    }
}
