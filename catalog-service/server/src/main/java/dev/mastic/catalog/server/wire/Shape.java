// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the model says of a shape.
 *
 * @param type {@code structure}, {@code list}, {@code map}, {@code string}, {@code integer} and others
 * @param members shapes of the members of a structure, or what lists and maps hold, under the names of the model
 * @param least of a length or a number
 * @param most of a length or a number
 * @param pattern of the whole text, which may have several lines, as definitions of schemas do
 * @param words the values of an enumeration; empty where any text will do
 */
record Shape(
        String type,
        Set<String> required,
        Map<String, String> members,
        Optional<Double> least,
        Optional<Double> most,
        Optional<Pattern> pattern,
        Set<String> words,
        boolean sensitive) {
    static Shape of(String name, JsonNode node) {
        var members = new LinkedHashMap<String, String>();
        node.path("members")
                .properties()
                .forEach(each ->
                        members.put(each.getKey(), each.getValue().path("shape").asText()));
        for (var part : Set.of("member", "key", "value")) {
            if (node.has(part)) {
                members.put(part, node.get(part).path("shape").asText());
            }
        }
        return new Shape(
                node.path("type").asText(),
                texts(node.path("required")),
                members,
                number(node, "min"),
                number(node, "max"),
                Optional.ofNullable(node.get("pattern")).map(text -> Pattern.compile(text.asText(), Pattern.DOTALL)),
                Words.of(name, texts(node.path("enum"))),
                node.path("sensitive").asBoolean());
    }

    private static Set<String> texts(JsonNode array) {
        var texts = new LinkedHashSet<String>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static Optional<Double> number(JsonNode node, String name) {
        return node.has(name) ? Optional.of(node.get(name).asDouble()) : Optional.empty();
    }
}
