// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.glue.model.Compatibility;
import software.amazon.awssdk.services.glue.model.DataFormat;

class SchemaDefinitionTest extends SchemaTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":: \"record\"}",
                "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"Nowhere\"}]}",
                "{\"type\":\"record\",\"name\":\"R\"}",
                "{\"type\":\"record\",\"name\":5,\"fields\":[]}",
                "{\"type\":\"record\",\"name\":\"a b\",\"fields\":[]}",
                "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"int\",\"default\":\"x\"}]}",
                "{\"type\":\"fixed\",\"name\":\"F\",\"size\":-1}",
                "{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"a\",\"a\"]}",
                "[\"int\",\"int\"]",
                "\"int\" \"int\"",
                "7"
            })
    void whatIsNoAvroSchemaIsRefused(String definition) {
        assertThat(glue.checkSchemaVersionValidity(
                        r -> r.dataFormat(DataFormat.AVRO).schemaDefinition(definition)))
                .satisfies(answer -> {
                    assertThat(answer.valid()).isFalse();
                    assertThat(answer.error()).startsWith("The AVRO definition");
                });
        assertRefused("InvalidInputException", () -> create(Compatibility.NONE, definition));
        assertThat(glue.listSchemas(r -> {}).schemas()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"$schema\":\"http://json-schema.org/draft-03/schema#\"}",
                "{\"$schema\":7}",
                "{\"type\":\"strng\"}",
                "{\"type\":[\"string\",\"string\"]}",
                "{\"properties\":{\"a\":{\"type\":\"any\"}}}",
                "{\"properties\":[]}",
                "{\"required\":[1]}",
                "{\"items\":[{\"minLength\":-1}]}",
                "{\"allOf\":[]}",
                "{\"not\":\"x\"}",
                "{\"multipleOf\":0}",
                "{\"dependencies\":{\"a\":[\"b\",\"b\"]}}",
                "{\"definitions\":{\"a\":{\"$ref\":1}}}",
                "nonsense"
            })
    void whatIsNoJsonSchemaIsRefused(String definition) {
        assertThat(glue.checkSchemaVersionValidity(
                        r -> r.dataFormat(DataFormat.JSON).schemaDefinition(definition)))
                .satisfies(answer -> {
                    assertThat(answer.valid()).isFalse();
                    assertThat(answer.error()).startsWith("The JSON definition");
                });
        assertRefused("InvalidInputException", () -> create("j", DataFormat.JSON, Compatibility.NONE, definition));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"$schema\":\"http://json-schema.org/draft-04/schema#\",\"exclusiveMinimum\":true,\"minimum\":0}",
                "{\"$schema\":\"https://json-schema.org/draft-07/schema\",\"if\":true,\"const\":[1],\"x-ours\":{\"type\":1}}",
                "{\n  \"type\": [\"object\", \"null\"],\n  \"properties\": {\"$ref\": {\"type\": \"string\"}},\n"
                        + "  \"items\": [{\"$ref\": \"#/definitions/a\", \"type\": 1}, {\"enum\": [1, null]}],\n"
                        + "  \"definitions\": {\"a\": {\"multipleOf\": 0.5}}, \"dependencies\": {\"a\": [\"b\"]}\n}"
            })
    void whatIsAJsonSchemaIsKept(String definition) {
        assertThat(glue.checkSchemaVersionValidity(
                                r -> r.dataFormat(DataFormat.JSON).schemaDefinition(definition))
                        .valid())
                .isTrue();
        var made = create("j", DataFormat.JSON, Compatibility.NONE, definition);
        assertThat(glue.getSchemaVersion(r -> r.schemaVersionId(made.schemaVersionId()))
                        .schemaDefinition())
                .isEqualTo(definition);
    }

    @Test
    void otherFormatsAreNotOffered() {
        var definition = "syntax = \"proto3\";";
        assertRefused("InvalidInputException", () -> create("p", DataFormat.PROTOBUF, Compatibility.NONE, definition))
                .contains("PROTOBUF is not offered");
        assertRefused(
                        "InvalidInputException",
                        () -> glue.checkSchemaVersionValidity(
                                r -> r.dataFormat(DataFormat.PROTOBUF).schemaDefinition(definition)))
                .contains("PROTOBUF is not offered");
        assertRefused(
                        "InvalidInputException",
                        () -> glue.createSchema(r -> r.schemaName("x").dataFormat(DataFormat.AVRO)))
                .contains("SchemaDefinition");
    }
}
