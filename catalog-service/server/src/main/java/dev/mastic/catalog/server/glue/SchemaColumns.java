// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mastic.catalog.server.wire.AwsError;
import dev.mastic.catalog.server.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.DataFormat;
import software.amazon.awssdk.services.glue.model.SchemaReference;
import software.amazon.awssdk.services.glue.model.SchemaVersionNumber;
import software.amazon.awssdk.services.glue.model.TableInput;

/**
 * Gives a table that refers to a schema of the registry the columns of that version, which never changes: so all that read the table see them.
 * What a JSON Schema says otherwise than by types and properties is a {@code string}.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/schema-registry-integrations.html">Tables that refer to schemas</a>
 */
record SchemaColumns(Schemas schemas) {
    private static final int DEEPEST = 100;
    private static final Map<String, String> JSON_TYPES =
            Map.of("integer", "bigint", "number", "double", "boolean", "boolean");

    /**
     * The table with its columns; as it is if it refers to nothing, or names columns.
     *
     * @throws AwsError if what it refers to is not there, or says no columns
     */
    TableInput resolved(TableInput table) {
        var storage = table.storageDescriptor();
        if (storage == null
                || storage.schemaReference() == null
                || !storage.columns().isEmpty()) {
            return table;
        }
        var columns = columns(version(storage.schemaReference()));
        return table.toBuilder()
                .storageDescriptor(storage.toBuilder().columns(columns).build())
                .build();
    }

    private SchemaVersion version(SchemaReference reference) {
        var number = Optional.ofNullable(reference.schemaVersionNumber())
                .map(each -> SchemaVersionNumber.builder().versionNumber(each).build())
                .orElse(null);
        return schemas.version(reference.schemaVersionId(), reference.schemaId(), number);
    }

    private static List<Column> columns(SchemaVersion version) {
        var text = version.shape().schemaDefinition();
        var columns =
                version.shape().dataFormat() == DataFormat.AVRO ? avro(AvroSchemas.parse(text)) : json(Json.read(text));
        if (columns.isEmpty()) {
            throw AwsError.invalidInput("SchemaReference leads to no columns: version " + version.number()
                    + " of schema " + version.name() + " is no record (expected one with fields)");
        }
        return columns;
    }

    private static Column column(String name, String type) {
        return Column.builder().name(name).type(type).build();
    }

    private static List<Column> avro(Schema schema) {
        return schema.getType() == Schema.Type.RECORD
                ? schema.getFields().stream()
                        .map(field -> column(field.name(), avro(field.schema(), 1)).toBuilder()
                                .comment(field.doc())
                                .build())
                        .toList()
                : List.of();
    }

    private static String avro(Schema schema, int depth) {
        requireFlat(depth);
        return switch (schema.getType()) {
            case BOOLEAN -> "boolean";
            case INT -> schema.getLogicalType() instanceof LogicalTypes.Date ? "date" : "int";
            case LONG -> isTime(schema) ? "timestamp" : "bigint";
            case FLOAT -> "float";
            case DOUBLE -> "double";
            case STRING, ENUM, NULL -> "string";
            case BYTES, FIXED -> bytes(schema);
            case ARRAY -> "array<" + avro(schema.getElementType(), depth + 1) + ">";
            case MAP -> "map<string," + avro(schema.getValueType(), depth + 1) + ">";
            case RECORD ->
                schema.getFields().stream()
                        .map(field -> field.name() + ":" + avro(field.schema(), depth + 1))
                        .collect(Collectors.joining(",", "struct<", ">"));
            case UNION -> union(schema, depth);
        };
    }

    private static boolean isTime(Schema schema) {
        return schema.getLogicalType() instanceof LogicalTypes.TimestampMillis
                || schema.getLogicalType() instanceof LogicalTypes.TimestampMicros;
    }

    private static String bytes(Schema schema) {
        return schema.getLogicalType() instanceof LogicalTypes.Decimal decimal
                ? "decimal(" + decimal.getPrecision() + "," + decimal.getScale() + ")"
                : "binary";
    }

    private static String union(Schema schema, int depth) {
        var members = schema.getTypes().stream()
                .filter(member -> member.getType() != Schema.Type.NULL)
                .map(member -> avro(member, depth + 1))
                .toList();
        return switch (members.size()) {
            case 0 -> "string";
            case 1 -> members.get(0);
            default -> "uniontype<" + String.join(",", members) + ">";
        };
    }

    private static void requireFlat(int depth) {
        if (depth > DEEPEST) {
            throw AwsError.invalidInput("SchemaReference leads to types that lie in each other more than " + DEEPEST
                    + " deep, or in themselves: give the columns instead");
        }
    }

    private static List<Column> json(JsonNode schema) {
        return schema.path("properties").properties().stream()
                .map(each -> column(each.getKey(), json(each.getValue(), 1)))
                .toList();
    }

    private static String json(JsonNode schema, int depth) {
        requireFlat(depth);
        var type = jsonType(schema.path("type"));
        if (type.equals("array")) {
            return "array<" + json(schema.path("items"), depth + 1) + ">";
        } else if (!type.equals("object")) {
            return JSON_TYPES.getOrDefault(type, "string");
        }
        var properties = schema.path("properties").properties();
        var others = schema.path("additionalProperties");
        if (properties.isEmpty()) {
            return others.isObject() ? "map<string," + json(others, depth + 1) + ">" : "string";
        }
        return properties.stream()
                .map(each -> each.getKey() + ":" + json(each.getValue(), depth + 1))
                .collect(Collectors.joining(",", "struct<", ">"));
    }

    /** The one type beside null; none if there are several. */
    private static String jsonType(JsonNode type) {
        if (type.isTextual()) {
            return type.asText();
        }
        var others = type.valueStream()
                .map(JsonNode::asText)
                .filter(each -> !each.equals("null"))
                .toList();
        return others.size() == 1 ? others.get(0) : "";
    }
}
