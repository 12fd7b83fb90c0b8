// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.core.failure.EtlException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a client has said of a database, table, partition or place that no part of Mastic acts on, such as {@code Owner}, {@code Retention} or
 * {@code SortColumns}: kept under Glue's names as it was said, and given back so. Numbers keep all their digits.
 *
 * @param json one JSON object on one line with sorted keys: equal exactly when what is said is
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-catalog-tables.html">The table API</a>
 */
public record Attributes(String json) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    /** Nothing was said. */
    public static final Attributes NONE = new Attributes("{}");

    /**
     * Brings the text into its one form.
     *
     * @throws EtlException if it is no JSON object
     */
    public Attributes {
        json = json.equals("{}") ? json : sorted(parse(json)).toString();
    }

    /** The attributes of an object, which is copied. */
    public static Attributes of(JsonNode object) {
        return new Attributes(object.toString());
    }

    /** A copy as an object; its keys are sorted. */
    public ObjectNode object() {
        return (ObjectNode) parse(json);
    }

    /** What is said under a name; empty where nothing is. */
    public Optional<JsonNode> find(String name) {
        return isEmpty() ? Optional.empty() : Optional.ofNullable(object().get(name));
    }

    /** These with another value under a name. */
    public Attributes with(String name, JsonNode value) {
        return of(object().set(name, value));
    }

    /** These without a name. */
    public Attributes without(String name) {
        var object = object();
        object.remove(name);
        return of(object);
    }

    /** Whether nothing was said. */
    public boolean isEmpty() {
        return json.equals("{}");
    }

    private static JsonNode parse(String text) {
        try {
            var node = JSON.readTree(text);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw new EtlException(
                    "Cannot read attributes: " + e.getOriginalMessage() + " (expected a JSON object)", e);
        }
        throw new EtlException("Cannot read attributes: they are no JSON object (got " + text + ")");
    }

    private static JsonNode sorted(JsonNode node) {
        if (node.isArray()) {
            var array = JSON.createArrayNode();
            node.forEach(each -> array.add(sorted(each)));
            return array;
        } else if (!node.isObject()) {
            return node;
        }
        Map<String, JsonNode> fields = new TreeMap<>();
        node.fields().forEachRemaining(field -> fields.put(field.getKey(), sorted(field.getValue())));
        return JSON.createObjectNode().setAll(fields);
    }
}
