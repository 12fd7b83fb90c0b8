// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mastic.core.frame.DynamicFrame;
import java.math.BigDecimal;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Rows as JSON in one form, so that they can be compared: keys in order, no fields that are null, numbers by value.
 *
 * @param rows in no order that means anything
 */
public record JsonRows(List<String> rows) {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    public JsonRows {
        rows = rows.stream().sorted().toList();
    }

    /** The rows of a frame. Runs a Spark job. */
    public static JsonRows of(DynamicFrame frame) {
        return new JsonRows(frame.toDF().toJSON().collectAsList().stream()
                .map(JsonRows::canonical)
                .toList());
    }

    /** Rows as they are written in tests, with single or double quotes. */
    public static JsonRows of(String... written) {
        return new JsonRows(Stream.of(written)
                .map(JsonRows::quotes)
                .map(JsonRows::canonical)
                .toList());
    }

    /** Single quotes as double ones, unless there are double ones. */
    static String quotes(String row) {
        return row.contains("\"") ? row : row.replace('\'', '"');
    }

    private static String canonical(String json) {
        try {
            return canonical(JSON.readTree(json)).toString();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a row as JSON: " + json, e);
        }
    }

    private static JsonNode canonical(JsonNode node) {
        var nodes = JsonNodeFactory.withExactBigDecimals(true);
        if (node.isObject()) {
            var sorted = new TreeMap<String, JsonNode>();
            node.fields().forEachRemaining(field -> sorted.put(field.getKey(), canonical(field.getValue())));
            sorted.values().removeIf(JsonNode::isNull);
            var object = nodes.objectNode();
            sorted.forEach(object::set);
            return object;
        } else if (node.isArray()) {
            return nodes.arrayNode()
                    .addAll(StreamSupport.stream(node.spliterator(), false)
                            .map(JsonRows::canonical)
                            .toList());
        }
        return node.isNumber() ? number(node.decimalValue()) : node;
    }

    private static JsonNode number(BigDecimal value) {
        return DecimalNode.valueOf(new BigDecimal(value.stripTrailingZeros().toPlainString()));
    }
}
