// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.each;
import static j2html.TagCreator.li;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.ul;

import dev.mastic.core.catalog.Page;
import j2html.TagCreator;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The links from a page of a list to the next one and back to the first.
 *
 * @param path of the list
 * @param query all parameters but the place in the list
 * @param after the place of this page; empty on the first
 */
record Pager(String path, Map<String, String> query, Optional<String> after) {
    /** The parameter that says where the list goes on. */
    static final String AFTER = "after";

    /** Nothing for a list of one page. */
    DomContent html(Page<?> page) {
        List<DomContent> links = new ArrayList<>();
        after.ifPresent(here -> links.add(a("First page").withHref(Links.to(path, query))));
        page.next()
                .ifPresent(next -> links.add(a("Next page").withHref(link(next)).withRel("next")));
        return links.isEmpty()
                ? TagCreator.text("")
                : nav(ul(each(links, link -> li(link))))
                        .attr("aria-label", "Pages of this list")
                        .withClass("pager");
    }

    private String link(String next) {
        var all = new LinkedHashMap<>(query);
        all.put(AFTER, next);
        return Links.to(path, all);
    }
}
