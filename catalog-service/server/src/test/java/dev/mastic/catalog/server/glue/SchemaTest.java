// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.glue.model.Compatibility;
import software.amazon.awssdk.services.glue.model.CreateSchemaResponse;
import software.amazon.awssdk.services.glue.model.DataFormat;
import software.amazon.awssdk.services.glue.model.GetSchemaResponse;
import software.amazon.awssdk.services.glue.model.RegisterSchemaVersionResponse;
import software.amazon.awssdk.services.glue.model.SchemaId;
import software.amazon.awssdk.services.glue.model.SchemaVersionListItem;

/** Each test begins with the registry {@code shop} alone, which is empty. */
abstract class SchemaTest extends GlueTest {
    static final SchemaId ORDERS =
            SchemaId.builder().registryName("shop").schemaName("orders").build();
    static final String ID = "{\"name\":\"id\",\"type\":\"long\"}";
    static final String NOTE = "{\"name\":\"note\",\"type\":\"string\",\"default\":\"\"}";
    static final String NAME = "{\"name\":\"name\",\"type\":\"string\"}";

    @BeforeEach
    void forgetRegistries() {
        glue.listRegistries(r -> {})
                .registries()
                .forEach(each -> glue.deleteRegistry(r -> r.registryId(i -> i.registryName(each.registryName()))));
        glue.createRegistry(
                r -> r.registryName("shop").description("what we sell").tags(Map.of("team", "one")));
    }

    static String order(String... fields) {
        return "{\"type\":\"record\",\"name\":\"Order\",\"fields\":[" + String.join(",", fields) + "]}";
    }

    static CreateSchemaResponse create(Compatibility mode, String definition) {
        return create("orders", DataFormat.AVRO, mode, definition);
    }

    static CreateSchemaResponse create(String name, DataFormat format, Compatibility mode, String definition) {
        return glue.createSchema(r -> r.registryId(i -> i.registryName("shop"))
                .schemaName(name)
                .dataFormat(format)
                .compatibility(mode)
                .schemaDefinition(definition));
    }

    static RegisterSchemaVersionResponse register(String definition) {
        return glue.registerSchemaVersion(r -> r.schemaId(ORDERS).schemaDefinition(definition));
    }

    static GetSchemaResponse orders() {
        return glue.getSchema(r -> r.schemaId(ORDERS));
    }

    static List<Long> numbers() {
        return glue.listSchemaVersionsPaginator(r -> r.schemaId(ORDERS).maxResults(2)).stream()
                .flatMap(page -> page.schemas().stream())
                .map(SchemaVersionListItem::versionNumber)
                .toList();
    }
}
