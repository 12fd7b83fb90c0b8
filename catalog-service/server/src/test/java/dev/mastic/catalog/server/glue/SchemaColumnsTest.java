// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.glue.model.Compatibility;
import software.amazon.awssdk.services.glue.model.DataFormat;
import software.amazon.awssdk.services.glue.model.SchemaReference;
import software.amazon.awssdk.services.glue.model.Table;

/** Tables that refer to schemas of the registry. */
class SchemaColumnsTest extends SchemaTest {
    private static Table table(Consumer<SchemaReference.Builder> reference) {
        createTable(
                "orders",
                t -> t.storageDescriptor(s -> s.location("/data/orders").schemaReference(reference)));
        return glue.getTable(r -> r.databaseName("sales").name("orders")).table();
    }

    private static List<String> columns(Table table) {
        return table.storageDescriptor().columns().stream()
                .map(column -> column.name() + " " + column.type())
                .toList();
    }

    @Test
    void haveTheColumnsOfTheVersion() {
        create(Compatibility.NONE, order(ID));
        var second = register(order(ID, NOTE));
        assertThat(columns(table(r -> r.schemaId(ORDERS).schemaVersionNumber(1L))))
                .containsExactly("id bigint");
        glue.updateTable(r -> r.databaseName("sales").tableInput(t -> t.name("orders")
                .storageDescriptor(s -> s.schemaReference(x -> x.schemaVersionId(second.schemaVersionId())))));
        var updated = glue.getTable(r -> r.databaseName("sales").name("orders")).table();
        assertThat(columns(updated)).containsExactly("id bigint", "note string");
        assertThat(updated.storageDescriptor().schemaReference().schemaVersionId())
                .isEqualTo(second.schemaVersionId());
        glue.deleteSchema(r -> r.schemaId(ORDERS));
        assertThat(columns(glue.getTable(r -> r.databaseName("sales").name("orders"))
                        .table()))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'int' | int",
                "{'type':'int','logicalType':'date'} | date",
                "{'type':'long','logicalType':'timestamp-micros'} | timestamp",
                "{'type':'bytes','logicalType':'decimal','precision':9,'scale':2} | decimal(9,2)",
                "['null','string'] | string",
                "['int','string'] | uniontype<int,string>",
                "{'type':'array','items':'double'} | array<double>",
                "{'type':'map','values':['null','boolean']} | map<string,boolean>",
                "{'type':'enum','name':'E','symbols':['A']} | string",
                "{'type':'record','name':'R','fields':[{'name':'x','type':'float'},{'name':'y','type':'bytes'}]} | struct<x:float,y:binary>"
            },
            quoteCharacter = '~')
    void typesOfAvroAreHives(String type, String expected) {
        create(Compatibility.NONE, order("{\"name\":\"c\",\"type\":" + type.replace('\'', '"') + "}"));
        assertThat(columns(table(r -> r.schemaId(ORDERS).schemaVersionNumber(1L))))
                .containsExactly("c " + expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'integer'} | bigint",
                "{'type':['null','number']} | double",
                "{'type':['string','number']} | string",
                "{'type':'array','items':{'type':'boolean'}} | array<boolean>",
                "{'type':'object','properties':{'x':{'type':'string'}}} | struct<x:string>",
                "{'type':'object','additionalProperties':{'type':'integer'}} | map<string,bigint>",
                "{'$ref':'#/definitions/x'} | string"
            },
            quoteCharacter = '~')
    void typesOfJsonSchemaAreHives(String type, String expected) {
        var definition = "{'type':'object','properties':{'c':" + type + "},'definitions':{'x':{}}}";
        create("orders", DataFormat.JSON, Compatibility.NONE, definition.replace('\'', '"'));
        assertThat(columns(table(r -> r.schemaId(ORDERS).schemaVersionNumber(1L))))
                .containsExactly("c " + expected);
    }

    @Test
    void whatLeadsToNoColumnsIsRefused() {
        assertRefused(
                "EntityNotFoundException", () -> table(r -> r.schemaId(ORDERS).schemaVersionNumber(1L)));
        create(Compatibility.NONE, "{\"type\":\"array\",\"items\":\"int\"}");
        assertRefused(
                        "InvalidInputException",
                        () -> table(r -> r.schemaId(ORDERS).schemaVersionNumber(1L)))
                .contains("leads to no columns");
        register(order("{\"name\":\"next\",\"type\":[\"null\",\"Order\"]}"));
        assertRefused(
                        "InvalidInputException",
                        () -> table(r -> r.schemaId(ORDERS).schemaVersionNumber(2L)))
                .contains("or in themselves");
        assertThat(glue.getTables(r -> r.databaseName("sales")).tableList()).isEmpty();
    }
}
