// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What changes one JSON into another.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6902">JSON Patch</a>
 */
final class JsonPatch {
    private final ArrayNode changes = JsonNodeFactory.instance.arrayNode();

    private JsonPatch() {}

    static ArrayNode between(JsonNode from, JsonNode to) {
        var patch = new JsonPatch();
        patch.compare("", from, to);
        return patch.changes;
    }

    private void compare(String path, JsonNode from, JsonNode to) {
        if (from.isObject() && to.isObject()) {
            members(path, from, to);
        } else if (from.isArray() && to.isArray()) {
            elements(path, from, to);
        } else if (!from.equals(to)) {
            change("replace", path).set("value", to);
        }
    }

    private void members(String path, JsonNode from, JsonNode to) {
        for (var each : from.properties()) {
            var member = path + "/" + escaped(each.getKey());
            if (to.has(each.getKey())) {
                compare(member, each.getValue(), to.get(each.getKey()));
            } else {
                change("remove", member);
            }
        }
        for (var each : to.properties()) {
            if (!from.has(each.getKey())) {
                change("add", path + "/" + escaped(each.getKey())).set("value", each.getValue());
            }
        }
    }

    /** By their places; what is too much goes from the end on, so that the places before it hold. */
    private void elements(String path, JsonNode from, JsonNode to) {
        int both = Math.min(from.size(), to.size());
        for (int i = 0; i < both; i++) {
            compare(path + "/" + i, from.get(i), to.get(i));
        }
        for (int i = from.size() - 1; i >= both; i--) {
            change("remove", path + "/" + i);
        }
        for (int i = both; i < to.size(); i++) {
            change("add", path + "/" + i).set("value", to.get(i));
        }
    }

    private ObjectNode change(String operation, String path) {
        return changes.addObject().put("op", operation).put("path", path);
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
