// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mastic.catalog.server.wire.AwsError;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether JSON is a JSON Schema of draft 4, 6 or 7: its keywords have values of the right kind, wherever schemas lie in it. References are
 * not followed, and patterns are not read.
 *
 * @see <a href="https://json-schema.org/draft-07/json-schema-validation">JSON Schema Validation, draft 7</a>
 */
final class JsonSchemas {
    private static final Pattern DRAFT = Pattern.compile("https?://json-schema\\.org/draft-0[467]/schema#?");
    private static final Set<String> TYPES =
            Set.of("null", "boolean", "object", "array", "number", "integer", "string");
    private static final String REFERENCE = "$ref";
    private static final int SHOWN = 100;
    private static final Map<String, Form> KEYWORDS = keywords();

    private JsonSchemas() {}

    /** What the value of a keyword must be. */
    private enum Form {
        SCHEMA("a schema: an object or a boolean"),
        SCHEMAS("a list of schemas, not empty"),
        SCHEMA_OR_SCHEMAS("a schema or a list of schemas"),
        NAMED_SCHEMAS("an object of schemas"),
        DEPENDENCIES("an object of schemas and lists of names"),
        TEXT("a text"),
        NAMES("a list of different texts"),
        TYPE("array, boolean, integer, null, number, object or string, or a list of such"),
        VALUES("a list"),
        COUNT("a whole number, not negative"),
        DIVISOR("a number above zero"),
        NUMBER("a number"),
        EXCLUSIVE("a number, or a boolean in draft 4"),
        BOOLEAN("a boolean");

        private final String expected;

        Form(String expected) {
            this.expected = expected;
        }

        boolean fits(JsonNode value) {
            return switch (this) {
                case SCHEMA -> value.isObject() || value.isBoolean();
                case SCHEMAS -> value.isArray() && !value.isEmpty();
                case SCHEMA_OR_SCHEMAS -> value.isContainerNode() || value.isBoolean();
                case NAMED_SCHEMAS, DEPENDENCIES -> value.isObject();
                case TEXT -> value.isTextual();
                case NAMES -> areNames(value);
                case TYPE -> isType(value) || (areNames(value) && !value.isEmpty() && areTypes(value));
                case VALUES -> value.isArray();
                case COUNT ->
                    value.isIntegralNumber() && value.bigIntegerValue().signum() >= 0;
                case DIVISOR -> value.isNumber() && value.decimalValue().signum() > 0;
                case NUMBER -> value.isNumber();
                case EXCLUSIVE -> value.isNumber() || value.isBoolean();
                case BOOLEAN -> value.isBoolean();
            };
        }

        private static boolean isType(JsonNode value) {
            return value.isTextual() && TYPES.contains(value.asText());
        }

        private static boolean areTypes(JsonNode values) {
            return values.valueStream().allMatch(Form::isType);
        }

        private static boolean areNames(JsonNode value) {
            var seen = new HashSet<String>();
            return value.isArray() && value.valueStream().allMatch(each -> each.isTextual() && seen.add(each.asText()));
        }
    }

    private static Map<String, Form> keywords() {
        var keywords = new HashMap<String, Form>();
        add(keywords, Form.SCHEMA, "additionalItems additionalProperties not contains propertyNames if then else");
        add(keywords, Form.SCHEMAS, "allOf anyOf oneOf");
        add(keywords, Form.SCHEMA_OR_SCHEMAS, "items");
        add(keywords, Form.NAMED_SCHEMAS, "definitions properties patternProperties");
        add(keywords, Form.DEPENDENCIES, "dependencies");
        add(keywords, Form.TEXT, "$schema $id id $comment title description pattern format");
        add(keywords, Form.NAMES, "required");
        add(keywords, Form.TYPE, "type");
        add(keywords, Form.VALUES, "enum");
        add(keywords, Form.COUNT, "maxLength minLength maxItems minItems maxProperties minProperties");
        add(keywords, Form.DIVISOR, "multipleOf");
        add(keywords, Form.NUMBER, "maximum minimum");
        add(keywords, Form.EXCLUSIVE, "exclusiveMaximum exclusiveMinimum");
        add(keywords, Form.BOOLEAN, "uniqueItems");
        return Map.copyOf(keywords);
    }

    private static void add(Map<String, Form> keywords, Form form, String names) {
        for (var name : names.split(" ")) {
            keywords.put(name, form);
        }
    }

    /**
     * Checks a whole document.
     *
     * @throws AwsError if it is no schema
     */
    static void check(JsonNode document) {
        if (!document.isObject()) {
            throw wrong("", document, "an object");
        }
        var draft = document.path("$schema");
        if (draft.isTextual() && !DRAFT.matcher(draft.asText()).matches()) {
            throw wrong("/$schema", draft, "draft 4, 6 or 7, such as http://json-schema.org/draft-07/schema#");
        }
        schema("", document);
    }

    private static void schema(String path, JsonNode schema) {
        require(Form.SCHEMA, path, schema);
        if (schema.has(REFERENCE)) {
            // What stands beside a reference means nothing.
            require(Form.TEXT, path + "/" + REFERENCE, schema.get(REFERENCE));
            return;
        }
        for (var each : schema.properties()) {
            var form = KEYWORDS.get(each.getKey());
            if (form != null) {
                keyword(form, path + "/" + each.getKey(), each.getValue());
            }
        }
    }

    private static void keyword(Form form, String path, JsonNode value) {
        require(form, path, value);
        switch (form) {
            case SCHEMA -> schema(path, value);
            case SCHEMAS -> schemas(path, value);
            case SCHEMA_OR_SCHEMAS -> {
                if (value.isArray()) {
                    schemas(path, value);
                } else {
                    schema(path, value);
                }
            }
            case NAMED_SCHEMAS ->
                value.properties().forEach(each -> schema(path + "/" + each.getKey(), each.getValue()));
            case DEPENDENCIES ->
                value.properties().forEach(each -> dependency(path + "/" + each.getKey(), each.getValue()));
            default -> {}
        }
    }

    private static void schemas(String path, JsonNode list) {
        for (int i = 0; i < list.size(); i++) {
            schema(path + "/" + i, list.get(i));
        }
    }

    private static void dependency(String path, JsonNode value) {
        if (value.isArray()) {
            require(Form.NAMES, path, value);
        } else {
            schema(path, value);
        }
    }

    private static void require(Form form, String path, JsonNode value) {
        if (!form.fits(value)) {
            throw wrong(path, value, form.expected);
        }
    }

    private static AwsError wrong(String path, JsonNode found, String expected) {
        var text = found.toString();
        return AwsError.invalidInput("The JSON definition is no JSON Schema: "
                + (path.isEmpty() ? "the document" : path) + " is "
                + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text) + " (expected " + expected + ")");
    }
}
