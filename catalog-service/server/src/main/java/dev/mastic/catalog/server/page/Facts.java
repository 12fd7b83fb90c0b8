// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import static j2html.TagCreator.dd;
import static j2html.TagCreator.div;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.text;

import j2html.tags.ContainerTag;
import j2html.tags.DomContent;

/** Names with what they stand for; what is not known is left out. */
final class Facts {
    private final ContainerTag<?> list = dl().withClass("facts");

    Facts add(String name, String value) {
        return value.isEmpty() ? this : add(name, text(value));
    }

    Facts add(String name, DomContent value) {
        list.with(div(dt(name), dd(value)));
        return this;
    }

    /** A text of machines. */
    Facts code(String name, String value) {
        return value.isEmpty() ? this : add(name, Shown.code(value));
    }

    DomContent html() {
        return list;
    }
}
