// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.button;
import static j2html.TagCreator.del;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.input;
import static j2html.TagCreator.ins;
import static j2html.TagCreator.join;
import static j2html.TagCreator.label;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import dev.mastic.catalog.server.page.TableComparison.Difference;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.core.failure.Quantity;
import j2html.TagCreator;
import j2html.tags.DomContent;
import j2html.tags.specialized.InputTag;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The versions of a table, and what is different between two of them. */
record VersionsPage(TableVersion newest, Page<TableVersion> versions, Choice choice, Optional<String> after) {
    static final int LENGTH = 50;
    private static final int MOST = 500;

    /**
     * Which versions are compared.
     *
     * @param before empty if it is not kept
     * @param after empty if it is not kept
     */
    record Choice(long from, long to, Optional<TableVersion> before, Optional<TableVersion> after) {}

    Document document() {
        return new TableFrame(newest)
                .document(
                        TableFrame.Tab.VERSIONS,
                        h2("Differences"),
                        form(),
                        comparison(),
                        h2("All versions"),
                        list(),
                        new Pager(Links.VERSIONS, Map.of("name", name()), after).html(versions));
    }

    private DomContent form() {
        return TagCreator.form(
                        input().withType("hidden").withName("name").withValue(name()),
                        label("From version").withFor("from"),
                        number("from", choice.from()),
                        label("to version").withFor("to"),
                        number("to", choice.to()),
                        button("Compare").withType("submit"))
                .withMethod("get")
                .withAction(Links.VERSIONS)
                .withClass("filter");
    }

    private InputTag number(String name, long value) {
        return input().withId(name)
                .withName(name)
                .withType("number")
                .withMin("1")
                .withMax(String.valueOf(newest.version()))
                .withValue(String.valueOf(value))
                .isRequired();
    }

    private DomContent comparison() {
        var missing = choice.before().isEmpty() ? choice.from() : choice.to();
        if (choice.before().isEmpty() || choice.after().isEmpty()) {
            return p("Version " + missing + " is not kept.")
                    .withClass("problem")
                    .attr("role", "status");
        }
        var differences = new TableComparison(
                        choice.before().get().table(), choice.after().get().table())
                .differences();
        if (differences.isEmpty()) {
            var same = choice.from() == choice.to() ? "These are the same version." : "Both say the same.";
            return p(same).withClass("empty");
        }
        return join(p(Quantity.of(differences.size(), "difference")).attr("role", "status"), grid(differences));
    }

    private DomContent grid(List<Difference> differences) {
        var grid = new Grid("Differences from version " + choice.from() + " to version " + choice.to())
                .column("What")
                .column("Change")
                .column("Version " + choice.from())
                .column("Version " + choice.to());
        differences.stream()
                .limit(MOST)
                .forEach(difference -> grid.row(
                        span(difference.what()).withClass("name"),
                        span(difference.kind()).withClasses("tag", difference.kind()),
                        difference.before().isEmpty() ? text("") : del(Shown.code(difference.before())),
                        difference.after().isEmpty() ? text("") : ins(Shown.code(difference.after()))));
        int left = differences.size() - MOST;
        return left > 0
                ? join(
                        grid.html(),
                        p("… and " + Quantity.of(left, "more difference")).withClass("note"))
                : grid.html();
    }

    private DomContent list() {
        var grid = new Grid("Versions of " + name())
                .column("Version")
                .column("Made")
                .numbers("Columns")
                .column("Compare");
        versions.items().forEach(version -> row(grid, version));
        return grid.html();
    }

    private void row(Grid grid, TableVersion version) {
        long number = version.version();
        grid.row(
                text(Shown.count(number)),
                Shown.moment(version.updated()),
                text(Shown.count(version.table().columns().size())),
                number > 1 ? compared(number - 1, number) : text(""));
    }

    private DomContent compared(long from, long to) {
        return a("with version " + from)
                .withHref(Links.versions(newest.table().name(), from, to))
                .attr("aria-label", "Compare version " + to + " with version " + from);
    }

    private String name() {
        return newest.table().name().toString();
    }
}
