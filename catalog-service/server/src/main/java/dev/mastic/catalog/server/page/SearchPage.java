// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.li;
import static j2html.TagCreator.mark;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;
import static j2html.TagCreator.ul;

import dev.mastic.catalog.server.page.Document.Section;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.TableVersion;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a search has found. */
record SearchPage(String query, Page<TableVersion> found, Optional<String> after) {
    static final int LENGTH = 50;
    private static final int SHOWN_PLACES = 5;
    private static final int AROUND = 80;

    Document document() {
        var heading = h1(text("Tables with "), mark(query));
        var pager = new Pager(Links.SEARCH, Map.of("q", query), after).html(found);
        var content = query.isBlank()
                ? List.<DomContent>of(
                        h1("Search"),
                        p("Words of names, columns, comments or parameters.").withClass("empty"))
                : List.of(heading, list(), pager);
        return new Document(
                query.isBlank() ? "Search" : "Tables with " + query, Section.NONE, List.of(), query, content);
    }

    private DomContent list() {
        if (found.items().isEmpty()) {
            return p(found.next().isPresent()
                            ? "None so far; the next page goes on."
                            : "No table has all of these words.")
                    .withClass("empty")
                    .attr("role", "status");
        }
        return ul(each(found.items(), this::hit)).withClass("hits");
    }

    private DomContent hit(TableVersion version) {
        var table = version.table();
        var places = Search.of(query).found(table);
        var left = places.size() - SHOWN_PLACES;
        return li(
                h2(a(marked(table.name().toString()))
                        .withHref(Links.table(table.name()))
                        .withClass("code")),
                span(TableFrame.format(table)).withClass("note"),
                ul(
                        each(
                                places.stream().limit(SHOWN_PLACES).toList(),
                                place -> li(span(place.what() + " ").withClass("note"), marked(near(place.text())))),
                        left > 0 ? li("and " + left + " more").withClass("note") : text("")));
    }

    /** A long text around the first word that stands in it. */
    private String near(String text) {
        var hit = Search.of(query).any().matcher(text);
        int at = hit.find() ? hit.start() : 0;
        int from = Math.max(0, at - AROUND);
        int to = Math.min(text.length(), at + AROUND);
        return (from > 0 ? "…" : "") + text.substring(from, to) + (to < text.length() ? "…" : "");
    }

    /** The text with the words marked in it. */
    private DomContent marked(String text) {
        List<DomContent> parts = new ArrayList<>();
        var hit = Search.of(query).any().matcher(text);
        int done = 0;
        while (hit.find()) {
            parts.add(text(text.substring(done, hit.start())));
            parts.add(mark(hit.group()));
            done = hit.end();
        }
        parts.add(text(text.substring(done)));
        return each(parts, part -> part);
    }
}
