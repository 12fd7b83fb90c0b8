// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.catalog.server.wire.AwsError;
import dev.mastic.catalog.server.wire.Json;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.CatalogObject;
import dev.mastic.core.catalog.ObjectKey;
import dev.mastic.core.catalog.ObjectKind;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.glue.model.GetSchemaResponse;
import software.amazon.awssdk.services.glue.model.SchemaId;
import software.amazon.awssdk.services.glue.model.SchemaVersionNumber;

/** Schemas as they are kept. */
record Schemas(Catalog catalog, SchemaVersions versions, Tags tags) {
    private static final String SEED = "Seed";

    /**
     * A schema.
     *
     * @param revision counts its changes
     * @param seed of the ids of its versions, so that those of no two schemas are the same
     */
    record KeptSchema(SchemaName name, GetSchemaResponse shape, long revision, String seed) {}

    private static ObjectKey key(SchemaName name) {
        return ObjectKey.of(ObjectKind.SCHEMA, name.key());
    }

    KeptSchema get(SchemaName name) {
        return catalog.objects()
                .find(key(name))
                .map(Schemas::read)
                .orElseThrow(() -> AwsError.entityNotFound("Schema " + name + " not found."));
    }

    /** The version that a request names: by its id alone, or by its schema and number. */
    SchemaVersion version(String id, SchemaId schema, SchemaVersionNumber number) {
        if (id == null) {
            return versions.get(get(SchemaName.of(schema)), number);
        }
        if (schema != null || number != null) {
            throw AwsError.invalidInput(
                    "A version is named twice: give SchemaVersionId, or SchemaId with SchemaVersionNumber, not both");
        }
        return versions.find(id).orElseThrow(() -> AwsError.entityNotFound("Schema version " + id + " not found."));
    }

    private static KeptSchema read(CatalogObject object) {
        var node = Json.read(object.json());
        var shape = Json.fill(node, GetSchemaResponse.builder());
        var kept = shape.build();
        var name = new SchemaName(kept.registryName(), kept.schemaName());
        return new KeptSchema(
                name,
                shape.registryArn(SchemaName.registryArn(name.registry()))
                        .schemaArn(name.arn())
                        .createdTime(object.created().toString())
                        .updatedTime(object.updated().toString())
                        .build(),
                object.version(),
                node.path(SEED).asText());
    }

    /** Adds a schema, which needs its first version then. */
    KeptSchema create(SchemaName name, GetSchemaResponse shape) {
        if (catalog.objects().find(key(name)).isPresent()) {
            throw AwsError.alreadyExists("Schema " + name + " already exists.");
        }
        return read(catalog.objects()
                .create(key(name), json(shape, UUID.randomUUID().toString())));
    }

    /** Changes a schema that nobody has changed since it was read; whoever adds or removes a version calls this. */
    void update(KeptSchema schema, GetSchemaResponse shape) {
        catalog.objects().update(key(schema.name()), json(shape, schema.seed()), schema.revision());
    }

    private static String json(GetSchemaResponse shape, String seed) {
        return Json.tree(shape).put(SEED, seed).toString();
    }

    /** Schemas of one registry, or of all. */
    Page<KeptSchema> page(Optional<String> registry, PageRequest part) {
        var prefix = registry.map(SchemaName::inRegistry).orElse("");
        return catalog.objects()
                .page(ObjectKind.SCHEMA, ObjectKey.Owner.NOTHING, prefix, part)
                .map(Schemas::read);
    }

    /** Removes a schema with its versions and tags. */
    void drop(SchemaName name) {
        versions.dropAll(name);
        tags.drop(name.resource());
        catalog.objects().drop(key(name));
    }
}
