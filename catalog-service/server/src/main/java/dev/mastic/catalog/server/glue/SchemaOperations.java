// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.catalog.server.wire.AwsError;
import dev.mastic.catalog.server.wire.Json;
import dev.mastic.core.catalog.Catalog;
import java.util.Optional;
import software.amazon.awssdk.services.glue.model.Compatibility;
import software.amazon.awssdk.services.glue.model.CreateSchemaRequest;
import software.amazon.awssdk.services.glue.model.CreateSchemaResponse;
import software.amazon.awssdk.services.glue.model.DeleteSchemaRequest;
import software.amazon.awssdk.services.glue.model.DeleteSchemaResponse;
import software.amazon.awssdk.services.glue.model.GetSchemaRequest;
import software.amazon.awssdk.services.glue.model.GetSchemaResponse;
import software.amazon.awssdk.services.glue.model.ListSchemasRequest;
import software.amazon.awssdk.services.glue.model.ListSchemasResponse;
import software.amazon.awssdk.services.glue.model.SchemaListItem;
import software.amazon.awssdk.services.glue.model.SchemaStatus;
import software.amazon.awssdk.services.glue.model.SchemaVersionStatus;
import software.amazon.awssdk.services.glue.model.UpdateSchemaRequest;
import software.amazon.awssdk.services.glue.model.UpdateSchemaResponse;

/** Schemas of registries. One has its first version as long as it is there. */
record SchemaOperations(Catalog catalog, Schemas schemas, Pages pages, Tags tags) {
    void addTo(Operations operations) {
        operations
                .add("CreateSchema", CreateSchemaRequest::builder, this::create)
                .add("GetSchema", GetSchemaRequest::builder, this::get)
                .add("ListSchemas", ListSchemasRequest::builder, this::list)
                .add("UpdateSchema", UpdateSchemaRequest::builder, this::update)
                .add("DeleteSchema", DeleteSchemaRequest::builder, this::delete);
    }

    private CreateSchemaResponse create(CreateSchemaRequest request) {
        var registry = SchemaName.registry(request.registryId()).orElse(SchemaName.DEFAULT_REGISTRY);
        var name = new SchemaName(registry, request.schemaName());
        var definition = Definition.of(request.dataFormat(), request.schemaDefinition());
        var shape = first(request, name);
        var version = catalog.atomically(() -> {
            RegistryOperations.requireForSchemas(catalog, registry);
            var schema = schemas.create(name, shape);
            tags.add(name.resource(), request.tags());
            return schemas.versions().add(schema, 1, definition);
        });
        return Json.fill(Json.tree(shape), CreateSchemaResponse.builder())
                .registryArn(SchemaName.registryArn(registry))
                .schemaArn(name.arn())
                .tags(request.tags())
                .schemaVersionId(version.id())
                .schemaVersionStatus(SchemaVersionStatus.AVAILABLE)
                .build();
    }

    private static GetSchemaResponse first(CreateSchemaRequest request, SchemaName name) {
        var mode = Optional.ofNullable(request.compatibility()).orElse(Compatibility.NONE);
        return GetSchemaResponse.builder()
                .registryName(name.registry())
                .schemaName(name.schema())
                .description(request.description())
                .dataFormat(request.dataFormat())
                .compatibility(mode)
                .schemaCheckpoint(1L)
                .latestSchemaVersion(1L)
                .nextSchemaVersion(2L)
                .schemaStatus(SchemaStatus.AVAILABLE)
                .build();
    }

    private GetSchemaResponse get(GetSchemaRequest request) {
        return schemas.get(SchemaName.of(request.schemaId())).shape();
    }

    private ListSchemasResponse list(ListSchemasRequest request) {
        var registry = SchemaName.registry(request.registryId());
        registry.ifPresent(RegistryOperations.kept(catalog)::get);
        var asked = Optional.ofNullable(request.maxResults()).orElse(RegistryOperations.PAGE);
        var page = pages.page(
                new Pages.Asked(request, request.nextToken(), asked, RegistryOperations.MOST),
                part -> schemas.page(registry, part));
        return ListSchemasResponse.builder()
                .schemas(page.items().stream().map(SchemaOperations::item).toList())
                .nextToken(page.token())
                .build();
    }

    private static SchemaListItem item(Schemas.KeptSchema schema) {
        return Json.fill(Json.tree(schema.shape()), SchemaListItem.builder()).build();
    }

    /** Changes what is given; versions that there are stay as they are, whether or not they fit. */
    private UpdateSchemaResponse update(UpdateSchemaRequest request) {
        if (request.compatibility() == null && request.schemaVersionNumber() == null && request.description() == null) {
            throw AwsError.invalidInput(
                    "Nothing is to be changed: give SchemaVersionNumber (the checkpoint), Compatibility or Description");
        }
        var name = SchemaName.of(request.schemaId());
        catalog.atomically(() -> {
            var schema = schemas.get(name);
            schemas.update(schema, changed(schema, request));
            return schema;
        });
        return UpdateSchemaResponse.builder()
                .schemaArn(name.arn())
                .schemaName(name.schema())
                .registryName(name.registry())
                .build();
    }

    private GetSchemaResponse changed(Schemas.KeptSchema schema, UpdateSchemaRequest request) {
        var changed = schema.shape().toBuilder();
        if (request.compatibility() != null) {
            changed.compatibility(request.compatibility());
        }
        if (request.schemaVersionNumber() != null) {
            changed.schemaCheckpoint(schemas.versions()
                    .get(schema, request.schemaVersionNumber())
                    .number());
        }
        if (request.description() != null) {
            changed.description(request.description());
        }
        return changed.build();
    }

    /** With all its versions, at once. */
    private DeleteSchemaResponse delete(DeleteSchemaRequest request) {
        var name = SchemaName.of(request.schemaId());
        catalog.atomically(() -> {
            var schema = schemas.get(name);
            schemas.drop(name);
            return schema;
        });
        return DeleteSchemaResponse.builder()
                .schemaArn(name.arn())
                .schemaName(name.schema())
                .status(SchemaStatus.DELETING)
                .build();
    }
}
