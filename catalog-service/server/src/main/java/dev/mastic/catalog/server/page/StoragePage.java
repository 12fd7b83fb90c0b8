// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import static j2html.TagCreator.code;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.join;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.core.catalog.Attributes;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.TableVersion;
import j2html.tags.DomContent;
import java.util.Map;
import java.util.TreeMap;

/** Where a table lies, how it is read, and all its parameters. */
record StoragePage(TableVersion version) {
    Document document() {
        var storage = version.table().storage();
        var facts = new Facts()
                .code("Location", Secrets.shown(storage.location()))
                .code("Input format", storage.inputFormat())
                .code("Output format", storage.outputFormat())
                .code("SerDe", storage.serde())
                .add("Compressed", storage.compressed() ? "yes" : "no")
                .add("Created", Shown.moment(version.created()));
        return new TableFrame(version)
                .document(
                        TableFrame.Tab.STORAGE,
                        h2("Storage"),
                        facts.html(),
                        map("SerDe parameters", storage.serdeParameters()),
                        map("Table parameters", version.table().parameters()),
                        attributes("Further attributes", version.table().attributes()),
                        attributes("Further attributes of the storage", storage.attributes()));
    }

    private static DomContent map(String heading, Map<String, String> parameters) {
        if (parameters.isEmpty()) {
            return text("");
        }
        var grid = new Grid(heading).column("Parameter").column("Value");
        new TreeMap<>(parameters)
                .forEach((key, value) -> grid.row(
                        code(key), key.equals(Column.EVIDENCE) ? text(value) : Shown.code(Secrets.shown(key, value))));
        return join(h2(heading), grid.html());
    }

    private static DomContent attributes(String heading, Attributes attributes) {
        return attributes.isEmpty()
                ? text("")
                : join(h2(heading), pre(code(hidden("", attributes.object()).toPrettyString())));
    }

    /** A copy without what looks like a secret, on any level. */
    private static JsonNode hidden(String key, JsonNode node) {
        if (node.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(field -> copy.set(field.getKey(), hidden(field.getKey(), field.getValue())));
            return copy;
        } else if (node.isArray()) {
            var copy = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> copy.add(hidden(key, item)));
            return copy;
        }
        return node.isTextual() ? JsonNodeFactory.instance.textNode(Secrets.shown(key, node.asText())) : node;
    }
}
