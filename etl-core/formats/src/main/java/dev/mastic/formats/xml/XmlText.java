// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.xml;

import dev.mastic.formats.tree.Node;

/** The text of an element without parts, or of an attribute. One without anything in it is no value. */
record XmlText(String text) implements Node.Leaf {
    @Override
    public boolean isNull() {
        return text.isBlank();
    }

    @Override
    public String json() {
        return isNull() ? "null" : Node.quoted(text);
    }

    @Override
    public String kind() {
        return "'" + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + "'";
    }
}
