// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.tree;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.Map;

/** A value of a record, as its document has it. */
public sealed interface Node {
    /** The value as JSON: so it stands in a column of strings, and among rescued fields. */
    String json();

    /** What to call it in messages. */
    String kind();

    /** A value without parts; each format has its own. */
    non-sealed interface Leaf extends Node {
        /** Whether it stands for no value. */
        boolean isNull();

        /** The value as a text: so it stands in a column of strings. */
        String text();
    }

    /** Named values, in their order. */
    record Parts(Map<String, Node> byName) implements Node {
        @Override
        public String json() {
            var json = new StringBuilder("{");
            byName.forEach((name, node) -> json.append(json.length() > 1 ? "," : "")
                    .append(quoted(name))
                    .append(':')
                    .append(node.json()));
            return json.append('}').toString();
        }

        @Override
        public String kind() {
            return "an object";
        }
    }

    /** A list. */
    record Elements(List<Node> nodes) implements Node {
        @Override
        public String json() {
            var json = new StringBuilder("[");
            nodes.forEach(node -> json.append(json.length() > 1 ? "," : "").append(node.json()));
            return json.append(']').toString();
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** A text as JSON writes it. */
    static String quoted(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }
}
