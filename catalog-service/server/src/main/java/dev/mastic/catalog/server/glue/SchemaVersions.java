// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.catalog.server.wire.AwsError;
import dev.mastic.catalog.server.wire.Json;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.ObjectKey;
import dev.mastic.core.catalog.ObjectKind;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.glue.model.GetSchemaVersionResponse;
import software.amazon.awssdk.services.glue.model.SchemaVersionNumber;
import software.amazon.awssdk.services.glue.model.SchemaVersionStatus;

/**
 * Versions of schemas as they are kept: each under its schema and number, and a second object under its id that says where. Ids are made of
 * definitions, so a definition is found by the id that it would have.
 */
record SchemaVersions(Catalog catalog) {
    private static final String WHERE = "Key";
    private static final int CHUNK = 100;

    private static ObjectKey key(SchemaName name, long number) {
        return key("%s%06d".formatted(name.inSchema(), number));
    }

    private static ObjectKey byId(String id) {
        return key(SchemaName.versionKey(id));
    }

    private static ObjectKey key(String name) {
        return ObjectKey.of(ObjectKind.SCHEMA_VERSION, name);
    }

    Optional<SchemaVersion> find(SchemaName name, long number) {
        return find(key(name, number));
    }

    private Optional<SchemaVersion> find(ObjectKey key) {
        return catalog.objects().find(key).map(SchemaVersion::read);
    }

    Optional<SchemaVersion> find(String id) {
        return catalog.objects()
                .find(byId(id))
                .flatMap(object -> find(key(Json.read(object.json()).path(WHERE).asText())));
    }

    /** The version of a schema that has this definition, but for white space and the order of members. */
    Optional<SchemaVersion> find(Schemas.KeptSchema schema, Definition definition) {
        return find(definition.id(schema.seed()));
    }

    /** The version that is named by its number, or as the latest. */
    SchemaVersion get(Schemas.KeptSchema schema, SchemaVersionNumber asked) {
        long number = number(schema, asked);
        return find(schema.name(), number)
                .orElseThrow(() ->
                        AwsError.entityNotFound("Version " + number + " of schema " + schema.name() + " not found."));
    }

    private static long number(Schemas.KeptSchema schema, SchemaVersionNumber asked) {
        boolean latest = asked != null && Boolean.TRUE.equals(asked.latestVersion());
        boolean numbered = asked != null && asked.versionNumber() != null;
        if (latest == numbered) {
            throw AwsError.invalidInput("SchemaVersionNumber names " + (latest ? "two versions" : "no version")
                    + " (expected VersionNumber, or LatestVersion true)");
        }
        return latest ? schema.shape().latestSchemaVersion() : asked.versionNumber();
    }

    Page<SchemaVersion> page(SchemaName name, PageRequest part) {
        return catalog.objects()
                .page(ObjectKind.SCHEMA_VERSION, ObjectKey.Owner.NOTHING, name.inSchema(), part)
                .map(SchemaVersion::read);
    }

    /** Does something with all versions of a schema, from the first to the last. */
    void forEach(SchemaName name, Consumer<SchemaVersion> action) {
        var part = PageRequest.first(CHUNK);
        var page = page(name, part);
        page.items().forEach(action);
        while (page.next().isPresent()) {
            page = page(name, new PageRequest(CHUNK, page.next()));
            page.items().forEach(action);
        }
    }

    SchemaVersion add(Schemas.KeptSchema schema, long number, Definition definition) {
        var key = key(schema.name(), number);
        var shape = GetSchemaVersionResponse.builder()
                .schemaVersionId(definition.id(schema.seed()))
                .schemaDefinition(definition.text())
                .dataFormat(definition.format())
                .versionNumber(number)
                .status(SchemaVersionStatus.AVAILABLE)
                .build();
        var version = new SchemaVersion(schema.name(), shape, List.of(), 0);
        catalog.objects()
                .create(byId(version.id()), Json.empty().put(WHERE, key.name()).toString());
        return SchemaVersion.read(catalog.objects().create(key, version.json()));
    }

    /** Changes the metadata of a version that nobody has changed since it was read. */
    void update(SchemaVersion version, List<SchemaVersion.Metadatum> metadata) {
        catalog.objects()
                .update(
                        key(version.name(), version.number()),
                        version.with(metadata).json(),
                        version.revision());
    }

    void drop(SchemaVersion version) {
        catalog.objects().drop(byId(version.id()));
        catalog.objects().drop(key(version.name(), version.number()));
    }

    void dropAll(SchemaName name) {
        forEach(name, version -> catalog.objects().drop(byId(version.id())));
        catalog.objects().dropAll(ObjectKind.SCHEMA_VERSION, ObjectKey.Owner.NOTHING, name.inSchema());
    }
}
