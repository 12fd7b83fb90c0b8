// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.body;
import static j2html.TagCreator.button;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.footer;
import static j2html.TagCreator.form;
import static j2html.TagCreator.head;
import static j2html.TagCreator.header;
import static j2html.TagCreator.input;
import static j2html.TagCreator.label;
import static j2html.TagCreator.li;
import static j2html.TagCreator.link;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.ol;
import static j2html.TagCreator.p;
import static j2html.TagCreator.ul;

import j2html.Config;
import j2html.TagCreator;
import j2html.rendering.FlatHtml;
import j2html.tags.DomContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * One document: what all pages have around their content. It needs no script.
 *
 * @param title without the name of the project
 * @param section the part of the whole that it belongs to
 * @param crumbs the way to it, from the section on, without itself
 * @param sought what stands in the field of the search
 */
record Document(String title, Section section, List<Crumb> crumbs, String sought, List<DomContent> content) {
    /** The parts of the whole. */
    enum Section {
        CATALOG("Databases", Links.HOME),
        RUNS("Runs", Links.RUNS),
        CRAWLERS("Crawlers", Links.CRAWLERS),
        NONE("", "");

        private final String label;
        private final String link;

        Section(String label, String link) {
            this.label = label;
            this.link = link;
        }

        Crumb crumb() {
            return new Crumb(label, link);
        }
    }

    /** A step of the way to a document. */
    record Crumb(String text, String link) {}

    Document {
        crumbs = List.copyOf(crumbs);
        content = List.copyOf(content);
    }

    Document(String title, Section section, List<Crumb> crumbs, DomContent... content) {
        this(title, section, crumbs, "", List.of(content));
    }

    /** The whole document; equal documents give equal texts. */
    String html(Styles styles) {
        var whole = TagCreator.html(heading(styles), page()).withLang("en");
        try {
            var config = Config.defaults().withTextEscaper(Shown::escaped);
            return "<!DOCTYPE html>\n" + whole.render(FlatHtml.into(new StringBuilder(), config)) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write into memory", e);
        }
    }

    private DomContent heading(Styles styles) {
        return head(
                meta().withCharset("utf-8"),
                meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                meta().withName("color-scheme").withContent("light dark"),
                TagCreator.title(title + " · Mastic"),
                link().withRel("stylesheet").withHref(styles.link()),
                link().withRel("icon").withType("image/svg+xml").withHref(Icon.LINK));
    }

    private DomContent page() {
        return body(
                a("Skip to content").withHref("#content").withClass("skip"),
                header(a("Mastic").withHref(Links.HOME).withClass("brand"), sections(), search())
                        .withClass("top"),
                way(),
                main(content.toArray(DomContent[]::new)).withId("content").withTabindex(-1),
                footer(p("Mastic catalog. All times are UTC.")));
    }

    private DomContent sections() {
        var all = List.of(Section.CATALOG, Section.RUNS, Section.CRAWLERS);
        return nav(ul(each(
                        all,
                        other -> li(a(other.label)
                                .withHref(other.link)
                                .condAttr(other == section, "aria-current", "true")))))
                .attr("aria-label", "Sections");
    }

    private DomContent search() {
        return form(
                        label("Search tables").withFor("search").withClass("unseen"),
                        input().withId("search")
                                .withType("search")
                                .withName("q")
                                .withValue(sought)
                                .withPlaceholder("Tables, columns, comments")
                                .attr("autocomplete", "off"),
                        button("Search").withType("submit"))
                .withAction(Links.SEARCH)
                .withMethod("get")
                .attr("role", "search");
    }

    private DomContent way() {
        if (crumbs.isEmpty()) {
            return div();
        }
        return nav(ol(each(crumbs, crumb -> li(a(crumb.text()).withHref(crumb.link())))))
                .attr("aria-label", "Breadcrumb")
                .withClass("way");
    }
}
