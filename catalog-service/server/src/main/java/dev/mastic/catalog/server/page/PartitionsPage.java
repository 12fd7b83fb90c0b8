// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import static j2html.TagCreator.button;
import static j2html.TagCreator.code;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.input;
import static j2html.TagCreator.label;
import static j2html.TagCreator.p;
import static j2html.TagCreator.text;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.TableVersion;
import j2html.TagCreator;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The partitions of a table, as many as a filter lets through. */
record PartitionsPage(
        TableVersion version, long count, Filter filter, Page<Partition> partitions, Optional<String> after) {
    static final int LENGTH = 100;

    /**
     * What stands in the field.
     *
     * @param problem why it is none that is understood
     */
    record Filter(String expression, Optional<String> problem) {}

    Document document() {
        return new TableFrame(version)
                .document(
                        TableFrame.Tab.PARTITIONS,
                        h2(count == 1 ? "1 partition" : Shown.count(count) + " partitions"),
                        form(),
                        list(),
                        pager());
    }

    private DomContent form() {
        boolean wrong = filter.problem().isPresent();
        var field = input().withId("filter")
                .withName("filter")
                .withValue(filter.expression())
                .withPlaceholder(example())
                .attr("spellcheck", "false")
                .attr("autocomplete", "off")
                .attr("aria-describedby", wrong ? "problem rules" : "rules")
                .condAttr(wrong, "aria-invalid", "true")
                .condAttr(wrong, "autofocus", "autofocus")
                .withClass("wide code");
        return TagCreator.form(
                        input().withType("hidden").withName("name").withValue(name()),
                        label("Filter").withFor("filter"),
                        field,
                        button("Filter").withType("submit"),
                        problem(),
                        rules())
                .withMethod("get")
                .withAction(Links.PARTITIONS)
                .withClass("filter");
    }

    private DomContent problem() {
        return filter.problem()
                .<DomContent>map(
                        text -> p(text).withId("problem").withClass("problem").attr("role", "alert"))
                .orElse(text(""));
    }

    private static DomContent rules() {
        return p(
                        text("An expression over the partition keys: "),
                        code("= <> < > <= >="),
                        text(", "),
                        code("IN"),
                        text(", "),
                        code("BETWEEN"),
                        text(", "),
                        code("LIKE"),
                        text(", "),
                        code("IS NULL"),
                        text(", joined by "),
                        code("AND"),
                        text(", "),
                        code("OR"),
                        text(", "),
                        code("NOT"),
                        text("; texts in single quotes."))
                .withId("rules")
                .withClass("note");
    }

    private String example() {
        return version.table().partitionKeys().stream()
                .findFirst()
                .map(key -> key.name() + " = '2024'")
                .orElse("");
    }

    private DomContent list() {
        if (filter.problem().isPresent()) {
            return text("");
        }
        if (partitions.items().isEmpty()) {
            return p(filter.expression().isBlank() ? "The table has no partitions." : "No partition matches.")
                    .withClass("empty");
        }
        var grid = new Grid("Partitions of " + name());
        version.table().partitionKeys().stream().map(Column::name).forEach(grid::column);
        grid.column("Location").numbers("Rows").numbers("Bytes");
        partitions.items().forEach(partition -> row(grid, partition));
        return grid.html();
    }

    private static void row(Grid grid, Partition partition) {
        List<DomContent> cells = new ArrayList<>();
        partition.values().forEach(value -> cells.add(code(value)));
        cells.add(Shown.code(Secrets.shown(partition.storage().location())));
        cells.add(text(number(partition, "recordCount")));
        cells.add(text(number(partition, "sizeKey")));
        grid.row(cells.toArray(DomContent[]::new));
    }

    private static String number(Partition partition, String parameter) {
        var written = partition.parameters().getOrDefault(parameter, "");
        return written.matches("\\d{1,18}") ? Shown.count(Long.parseLong(written)) : written;
    }

    private DomContent pager() {
        Map<String, String> query = new LinkedHashMap<>(Map.of("name", name()));
        query.put("filter", filter.expression());
        return new Pager(Links.PARTITIONS, query, after).html(partitions);
    }

    private String name() {
        return version.table().name().toString();
    }
}
