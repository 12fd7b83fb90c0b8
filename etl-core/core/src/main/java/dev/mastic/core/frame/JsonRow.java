// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A row as JSON in one form, so that rows can be compared: keys in order, no fields that are null, numbers by value. */
public record JsonRow(ObjectNode cells) {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    public JsonRow {
        cells = (ObjectNode) canonical(cells);
    }

    /**
     * A row from its text.
     *
     * @throws IllegalArgumentException if the text is no JSON object
     */
    public static JsonRow parse(String json) {
        try {
            if (JSON.readTree(json) instanceof ObjectNode object) {
                return new JsonRow(object);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a row as JSON: " + json, e);
        }
        throw new IllegalArgumentException("Not a row as JSON: " + json);
    }

    /** All rows of a Dataset, in its order. Runs a Spark job. */
    public static List<JsonRow> collect(Dataset<Row> rows) {
        return rows.toJSON().collectAsList().stream().map(JsonRow::parse).toList();
    }

    /** The row without its other columns. */
    public JsonRow only(Collection<String> columns) {
        return new JsonRow(cells.deepCopy().retain(columns));
    }

    /** A cell as JSON; {@code null} where there is none. */
    public String cell(String column) {
        return cells.path(column).isMissingNode() ? "null" : cells.get(column).toString();
    }

    @Override
    public String toString() {
        return cells.toString();
    }

    private static JsonNode canonical(JsonNode node) {
        if (node.isObject()) {
            var sorted = new TreeMap<String, JsonNode>();
            node.fields().forEachRemaining(field -> sorted.put(field.getKey(), canonical(field.getValue())));
            sorted.values().removeIf(JsonNode::isNull);
            var object = NODES.objectNode();
            sorted.forEach(object::set);
            return object;
        } else if (node.isArray()) {
            return NODES.arrayNode()
                    .addAll(StreamSupport.stream(node.spliterator(), false)
                            .map(JsonRow::canonical)
                            .toList());
        }
        return node.isNumber() ? number(node.decimalValue()) : node;
    }

    private static JsonNode number(BigDecimal value) {
        return DecimalNode.valueOf(new BigDecimal(value.stripTrailingZeros().toPlainString()));
    }
}
