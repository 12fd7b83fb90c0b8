// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.catalog.server.wire.Json;
import dev.mastic.core.catalog.CatalogObject;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.glue.model.GetSchemaVersionResponse;

/**
 * A version of a schema.
 *
 * @param shape as Glue shows it, complete
 * @param metadata what was put, in the order in which it was
 * @param revision counts its changes
 */
record SchemaVersion(SchemaName name, GetSchemaVersionResponse shape, List<Metadatum> metadata, long revision) {
    private static final String REGISTRY = "RegistryName";
    private static final String SCHEMA = "SchemaName";
    private static final String METADATA = "Metadata";

    SchemaVersion {
        metadata = List.copyOf(metadata);
    }

    /** A value of a key, and when it was put. */
    record Metadatum(String key, String value, String created) {
        private static Metadatum read(JsonNode node) {
            return new Metadatum(
                    node.path("MetadataKey").asText(),
                    node.path("MetadataValue").asText(),
                    node.path("CreatedTime").asText());
        }

        private void write(ObjectNode node) {
            node.put("MetadataKey", key).put("MetadataValue", value).put("CreatedTime", created);
        }

        boolean is(String otherKey, String otherValue) {
            return key.equals(otherKey) && value.equals(otherValue);
        }
    }

    static SchemaVersion read(CatalogObject object) {
        var node = Json.read(object.json());
        var name =
                new SchemaName(node.path(REGISTRY).asText(), node.path(SCHEMA).asText());
        var metadata = new ArrayList<Metadatum>();
        node.path(METADATA).forEach(each -> metadata.add(Metadatum.read(each)));
        var shape = Json.fill(node, GetSchemaVersionResponse.builder())
                .schemaArn(name.arn())
                .createdTime(object.created().toString())
                .build();
        return new SchemaVersion(name, shape, metadata, object.version());
    }

    String json() {
        var node = Json.tree(shape).put(REGISTRY, name.registry()).put(SCHEMA, name.schema());
        var array = node.putArray(METADATA);
        metadata.forEach(each -> each.write(array.addObject()));
        return node.toString();
    }

    String id() {
        return shape.schemaVersionId();
    }

    long number() {
        return shape.versionNumber();
    }

    SchemaVersion with(List<Metadatum> others) {
        return new SchemaVersion(name, shape, others, revision);
    }
}
