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

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.stream.Stream;

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
        var description = version.table()
                .attributes()
                .find(DESCRIPTION)
                .map(JsonNode::asText)
                .orElse("");
        return new TableFrame(version)
                .document(
                        TableFrame.Tab.COLUMNS,
                        description.isEmpty() ? text("") : p(description),
                        h2("Columns").withClass("unseen"),
                        list(),
                        pager());
    }

    private int count() {
        return version.table().columns().size()
                + version.table().partitionKeys().size();
    }

    /** The columns, and behind them the partition keys. */
    private DomContent list() {
        var table = version.table();
        if (count() == 0) {
            return p("The catalog knows no columns of this table.").withClass("empty");
        }
        var grid = new Grid("Columns")
                .column("Name")
                .column("Type")
                .column("Evidence")
                .column("Comment");
        Stream.concat(
                        table.columns().stream().map(column -> row(column, text(""))),
                        table.partitionKeys().stream()
                                .map(key -> row(key, span("partition key").withClass("tag"))))
                .skip(from)
                .limit(LENGTH)
                .forEach(grid::row);
        return grid.html();
    }

    private DomContent pager() {
        int to = from + LENGTH;
        Page<Column> page =
                new Page<>(List.of(), Optional.of(String.valueOf(to)).filter(next -> to < count()));
        var query = Map.of("name", version.table().name().toString());
        var here = Optional.of(String.valueOf(from)).filter(place -> from > 0);
        return new Pager(Links.TABLE, query, here).html(page);
    }

    private static DomContent[] row(Column column, DomContent mark) {
        return new DomContent[] {
            join(span(column.name()).withClass("name"), mark),
            Shown.type(column.typeText()),
            evidence(column.parameters().getOrDefault(Column.EVIDENCE, "")),
            comment(column)
        };
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
