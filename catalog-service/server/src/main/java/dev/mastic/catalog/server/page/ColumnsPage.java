// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import static j2html.TagCreator.div;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.join;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.core.crawl.EvidenceBar;
import j2html.tags.DomContent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A table: its columns with types and the evidence for them.
 *
 * @param from the number of the first column that is shown, from 0
 */
record ColumnsPage(TableVersion version, int from) {
    static final int LENGTH = 500;
    /** Where Glue keeps what a table is. */
    static final String DESCRIPTION = "Description";

    Document document() {
        var table = version.table();
        var description =
                table.attributes().find(DESCRIPTION).map(text -> text.asText()).orElse("");
        var keys = table.partitionKeys().isEmpty() || from > 0
                ? div()
                : div(h2("Partition keys"), grid("Partition keys", table.partitionKeys()));
        return new TableFrame(version)
                .document(
                        TableFrame.Tab.COLUMNS,
                        description.isEmpty() ? text("") : p(description),
                        h2("Columns").withClass("unseen"),
                        columns(),
                        pager(),
                        keys);
    }

    private DomContent columns() {
        var columns = version.table().columns();
        if (columns.isEmpty()) {
            return p("The catalog knows no columns of this table.").withClass("empty");
        }
        int to = Math.min(columns.size(), from + LENGTH);
        return grid("Columns", columns.subList(Math.min(from, to), to));
    }

    private DomContent pager() {
        int to = from + LENGTH;
        boolean more = to < version.table().columns().size();
        Page<Column> page = new Page<>(List.of(), more ? Optional.of(String.valueOf(to)) : Optional.empty());
        var query = Map.of("name", version.table().name().toString());
        return new Pager(Links.TABLE, query, Optional.of(from + "").filter(here -> from > 0)).html(page);
    }

    private static DomContent grid(String caption, List<Column> columns) {
        var grid = new Grid(caption)
                .column("Name")
                .column("Type")
                .column("Evidence")
                .column("Comment");
        columns.forEach(column -> grid.row(
                span(column.name()).withClass("name"),
                Shown.type(column.typeText()),
                evidence(column.parameters().getOrDefault(Column.EVIDENCE, "")),
                comment(column)));
        return grid.html();
    }

    private static DomContent evidence(String evidence) {
        return evidence.isEmpty()
                ? text("")
                : div(rawHtml(EvidenceBar.of(evidence).svg()), span(evidence).withClass("note"))
                        .withClass("evidence");
    }

    /** The comment, and below it what else is said of the column. */
    private static DomContent comment(Column column) {
        Map<String, String> others = new LinkedHashMap<>(new TreeMap<>(column.parameters()));
        others.remove(Column.EVIDENCE);
        var said = others.entrySet().stream()
                .map(entry -> entry.getKey() + " = " + Secrets.shown(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
        var comment = column.comment().orElse("");
        return said.isEmpty() ? text(comment) : join(text(comment), div(said).withClass("note"));
    }
}
