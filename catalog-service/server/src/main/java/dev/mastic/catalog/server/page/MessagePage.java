// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.p;
import static j2html.TagCreator.text;

import dev.mastic.catalog.server.page.Document.Section;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Optional;

/**
 * What is said where there is nothing to show.
 *
 * @param near what was meant, most likely
 */
record MessagePage(String title, String message, Optional<Near> near) {
    /** Another name, and where it leads. */
    record Near(String name, String link) {}

    Document document() {
        DomContent meant = near.<DomContent>map(other -> p(
                        text("Did you mean "),
                        a(other.name()).withHref(other.link()).withClass("code"),
                        text("?")))
                .orElse(text(""));
        return new Document(
                title,
                Section.NONE,
                List.of(),
                h1(title),
                p(message),
                meant,
                p(a("All databases").withHref(Links.HOME)));
    }
}
