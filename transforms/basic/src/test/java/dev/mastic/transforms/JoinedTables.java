// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tables of a relationalized frame, joined back by their ids to the rows that they were made of, as JSON. */
final class JoinedTables {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final String root;
    private final Map<String, List<JsonNode>> tables = new HashMap<>();

    JoinedTables(Frames frames) {
        this.root = frames.names().get(0);
        frames.asMap()
                .forEach((name, frame) ->
                        tables.put(name, parsed(frame.toDF().toJSON().collectAsList())));
    }

    /** The nested rows; where a table cannot tell a null from an empty struct or array, it is null. */
    List<String> rows(Type.Struct type) {
        var rows = new ArrayList<String>();
        for (var row : tables.get(root)) {
            rows.add(canonical(struct(row, "", type)).toString());
        }
        return rows.stream().sorted().toList();
    }

    /** Rows with keys in order, and without nulls, empty structs and empty arrays. */
    static List<String> canonical(List<String> rows) {
        return parsed(rows).stream()
                .map(row -> canonical(row).toString())
                .sorted()
                .toList();
    }

    private static List<JsonNode> parsed(List<String> rows) {
        return rows.stream().map(JoinedTables::parse).toList();
    }

    private static JsonNode parse(String row) {
        try {
            return new ObjectMapper().readTree(row);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(row, e);
        }
    }

    private JsonNode struct(JsonNode row, String prefix, Type.Struct type) {
        var made = NODES.objectNode();
        type.fields().forEach(field -> {
            var path = prefix + field.name();
            made.set(field.name(), value(row, path, path, field.type()));
        });
        return made;
    }

    private JsonNode value(JsonNode row, String column, String path, Type type) {
        if (type instanceof Type.Struct struct) {
            return struct(row, path + ".", struct);
        } else if (type instanceof Type.Choice choice) {
            return struct(
                    row,
                    path + ".",
                    new Type.Struct(choice.members().stream()
                            .map(member -> new Type.Field(member.typeName(), member))
                            .toList()));
        } else if (type instanceof Type.Array array) {
            var made = NODES.arrayNode();
            children(row, column, path).forEach(child -> made.add(value(child, "val", path + ".val", array.element())));
            return made;
        } else if (type instanceof Type.Map map) {
            var made = NODES.objectNode();
            children(row, column, path)
                    .forEach(child ->
                            made.set(child.get("key").asText(), value(child, "val", path + ".val", map.value())));
            return made;
        }
        return row.path(column);
    }

    private List<JsonNode> children(JsonNode row, String column, String path) {
        if (!row.has(column)) {
            return List.of();
        }
        return tables.get(root + "_" + path).stream()
                .filter(child -> child.get("id").equals(row.get(column)))
                .sorted(Comparator.comparing(child -> child.get("index").asInt()))
                .toList();
    }

    private static JsonNode canonical(JsonNode node) {
        if (node instanceof ObjectNode object) {
            var kept = NODES.objectNode();
            var names = new ArrayList<String>();
            object.fieldNames().forEachRemaining(names::add);
            names.stream().sorted().forEach(name -> {
                var value = canonical(object.get(name));
                if (!value.isNull()) {
                    kept.set(name, value);
                }
            });
            return kept.isEmpty() ? NODES.nullNode() : kept;
        } else if (node instanceof ArrayNode array) {
            var kept = NODES.arrayNode();
            array.forEach(each -> kept.add(canonical(each)));
            return kept.isEmpty() ? NODES.nullNode() : kept;
        }
        return node.isMissingNode() ? NODES.nullNode() : node;
    }
}
