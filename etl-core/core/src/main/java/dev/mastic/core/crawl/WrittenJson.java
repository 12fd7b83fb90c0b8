// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.crawl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.StreamSupport;

/**
 * Reads a JSON object key by key, so that what nobody has asked for can be refused at the {@link #end}. An empty value is as good as none.
 */
final class WrittenJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final String what;
    private final String path;
    private final ObjectNode node;
    private final Set<String> asked = new LinkedHashSet<>();

    private WrittenJson(String what, String path, ObjectNode node) {
        this.what = what;
        this.path = path;
        this.node = node;
    }

    /** The object that a text holds. */
    static WrittenJson parse(String what, String text) {
        try {
            if (JSON.readTree(text) instanceof ObjectNode node) {
                return new WrittenJson(what, "", node);
            }
        } catch (JsonProcessingException e) {
            throw new UsageException("Cannot read " + what + ": not JSON: " + e.getOriginalMessage(), e);
        }
        throw new UsageException("Cannot read " + what + ": not a JSON object (got " + text.strip() + ")");
    }

    Optional<String> text(String key) {
        return value(key).map(value -> {
            if (value.isTextual()) {
                return value.asText();
            }
            throw wrong(key, value, "a text");
        });
    }

    String required(String key) {
        return text(key).orElseThrow(() -> new UsageException("Cannot read " + what + ": no " + path + key));
    }

    Optional<Integer> whole(String key) {
        return value(key).map(value -> {
            if (value.canConvertToInt() && value.isIntegralNumber()) {
                return value.asInt();
            }
            throw wrong(key, value, "a whole number");
        });
    }

    Optional<Boolean> flag(String key) {
        return value(key).map(value -> {
            if (value.isBoolean()) {
                return value.asBoolean();
            }
            throw wrong(key, value, "true or false");
        });
    }

    <E extends Enum<E>> Optional<E> oneOf(String key, Class<E> constants) {
        return text(key).map(written -> {
            for (var constant : constants.getEnumConstants()) {
                if (constant.name().equals(written)) {
                    return constant;
                }
            }
            throw wrong(key, node.get(key), "one of " + List.of(constants.getEnumConstants()));
        });
    }

    List<String> texts(String key) {
        var texts = new ArrayList<String>();
        for (var value : elements(key)) {
            if (!value.isTextual()) {
                throw wrong(key, value, "texts");
            }
            texts.add(value.asText());
        }
        return texts;
    }

    /** An object inside; empty when there is none. */
    WrittenJson object(String key) {
        return value(key)
                .map(value -> inside(key + ".", value))
                .orElseGet(() -> inside(key + ".", JSON.createObjectNode()));
    }

    boolean has(String key) {
        return value(key).isPresent();
    }

    boolean isObject(String key) {
        return value(key).filter(JsonNode::isObject).isPresent();
    }

    List<WrittenJson> objects(String key) {
        var elements = elements(key);
        var objects = new ArrayList<WrittenJson>();
        elements.forEach(element -> objects.add(inside(key + "[" + objects.size() + "].", element)));
        return objects;
    }

    /** What only says how things were when the object was written. */
    void ignore(String... keys) {
        asked.addAll(List.of(keys));
    }

    /** What cannot be done, unless it is off or empty. */
    void refuse(String why, String... keys) {
        for (var key : keys) {
            value(key).filter(value -> !value.isBoolean() || value.asBoolean()).ifPresent(value -> {
                throw new UsageException("Cannot read " + what + ": " + path + key + " is not supported (" + why + ")");
            });
        }
    }

    /** All values that are not asked for, in their order, as JSON. */
    void rest(BiConsumer<String, JsonNode> each) {
        node.fields().forEachRemaining(field -> {
            if (asked.add(field.getKey()) && !isEmpty(field.getValue())) {
                each.accept(field.getKey(), field.getValue());
            }
        });
    }

    /** Refuses what was not asked for. */
    void end() {
        node.fieldNames().forEachRemaining(key -> {
            if (!asked.contains(key)) {
                throw new UsageException(
                        "Cannot read " + what + ": unknown key '" + path + key + "' " + Suggestion.among(key, asked));
            }
        });
    }

    private Iterable<JsonNode> elements(String key) {
        return value(key)
                .<Iterable<JsonNode>>map(value -> {
                    if (value.isArray()) {
                        return value;
                    }
                    throw wrong(key, value, "a list");
                })
                .orElse(List.of());
    }

    private WrittenJson inside(String step, JsonNode value) {
        if (value instanceof ObjectNode object) {
            return new WrittenJson(what, path + step, object);
        }
        throw wrong(step.substring(0, step.length() - 1), value, "an object");
    }

    private Optional<JsonNode> value(String key) {
        asked.add(key);
        return Optional.ofNullable(node.get(key)).filter(value -> !isEmpty(value));
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isNull()
                || (value.isTextual() && value.asText().isEmpty())
                || (value.isContainerNode()
                        && StreamSupport.stream(value.spliterator(), false).allMatch(WrittenJson::isEmpty));
    }

    private UsageException wrong(String key, JsonNode got, String expected) {
        return new UsageException(
                "Cannot read " + what + ": " + path + key + " must be " + expected + " (got " + got + ")");
    }
}
