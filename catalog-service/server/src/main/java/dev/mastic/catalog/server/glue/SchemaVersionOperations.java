// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.catalog.server.wire.AwsError;
import dev.mastic.catalog.server.wire.Json;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.ObjectChangedException;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.glue.model.CheckSchemaVersionValidityRequest;
import software.amazon.awssdk.services.glue.model.CheckSchemaVersionValidityResponse;
import software.amazon.awssdk.services.glue.model.Compatibility;
import software.amazon.awssdk.services.glue.model.DataFormat;
import software.amazon.awssdk.services.glue.model.GetSchemaByDefinitionRequest;
import software.amazon.awssdk.services.glue.model.GetSchemaByDefinitionResponse;
import software.amazon.awssdk.services.glue.model.GetSchemaVersionRequest;
import software.amazon.awssdk.services.glue.model.GetSchemaVersionResponse;
import software.amazon.awssdk.services.glue.model.GetSchemaVersionsDiffRequest;
import software.amazon.awssdk.services.glue.model.GetSchemaVersionsDiffResponse;
import software.amazon.awssdk.services.glue.model.ListSchemaVersionsRequest;
import software.amazon.awssdk.services.glue.model.ListSchemaVersionsResponse;
import software.amazon.awssdk.services.glue.model.RegisterSchemaVersionRequest;
import software.amazon.awssdk.services.glue.model.RegisterSchemaVersionResponse;
import software.amazon.awssdk.services.glue.model.SchemaVersionListItem;

/** Versions of schemas: registered, found and compared. What is no schema, or does not fit, is refused and not kept. */
record SchemaVersionOperations(Catalog catalog, Schemas schemas, Pages pages) {
    private static final long MOST_VERSIONS = 100_000;
    private static final int MOST_ATTEMPTS = 10;
    private static final int LONGEST_ERROR = 5000;

    void addTo(Operations operations) {
        operations
                .add("RegisterSchemaVersion", RegisterSchemaVersionRequest::builder, this::register)
                .add("GetSchemaVersion", GetSchemaVersionRequest::builder, this::get)
                .add("GetSchemaByDefinition", GetSchemaByDefinitionRequest::builder, this::find)
                .add("ListSchemaVersions", ListSchemaVersionsRequest::builder, this::list)
                .add("GetSchemaVersionsDiff", GetSchemaVersionsDiffRequest::builder, this::compare)
                .add("CheckSchemaVersionValidity", CheckSchemaVersionValidityRequest::builder, this::check);
    }

    private RegisterSchemaVersionResponse register(RegisterSchemaVersionRequest request) {
        var version = registered(SchemaName.of(request.schemaId()), request.schemaDefinition());
        return RegisterSchemaVersionResponse.builder()
                .schemaVersionId(version.id())
                .versionNumber(version.number())
                .status(version.shape().status())
                .build();
    }

    private SchemaVersion registered(SchemaName name, String text) {
        for (int attempt = 1; ; attempt++) {
            try {
                return registered(schemas.get(name), text);
            } catch (ObjectChangedException e) {
                // Someone else was first: again from what there is now.
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private SchemaVersion registered(Schemas.KeptSchema schema, String text) {
        if (schema.shape().compatibility() == Compatibility.DISABLED) {
            throw AwsError.invalidInput("The compatibility DISABLED of schema " + schema.name()
                    + " allows no more versions: change it by UpdateSchema");
        }
        var definition = Definition.of(schema.shape().dataFormat(), text);
        return schemas.versions().find(schema, definition).orElseGet(() -> added(schema, definition));
    }

    /** Comparing may take its time, so it is done before the transaction, which is of the schema as it was then. */
    private SchemaVersion added(Schemas.KeptSchema schema, Definition definition) {
        requireFit(schema, definition);
        long number = schema.shape().nextSchemaVersion();
        if (number > MOST_VERSIONS) {
            throw AwsError.of(
                    "ResourceNumberLimitExceededException",
                    "Schema " + schema.name() + " has had " + MOST_VERSIONS + " versions, which is the most");
        }
        return catalog.atomically(() -> {
            schemas.update(
                    schema,
                    schema.shape().toBuilder()
                            .latestSchemaVersion(number)
                            .nextSchemaVersion(number + 1)
                            .build());
            return schemas.versions().add(schema, number, definition);
        });
    }

    private void requireFit(Schemas.KeptSchema schema, Definition definition) {
        var mode = schema.shape().compatibility();
        switch (mode) {
            case BACKWARD, FORWARD, FULL ->
                schemas.versions()
                        .find(schema.name(), schema.shape().schemaCheckpoint())
                        .ifPresent(fit(mode, definition));
            case BACKWARD_ALL, FORWARD_ALL, FULL_ALL ->
                schemas.versions().forEach(schema.name(), fit(mode, definition));
            default -> {}
        }
    }

    private static Consumer<SchemaVersion> fit(Compatibility mode, Definition definition) {
        if (definition.format() == DataFormat.JSON) {
            return new JsonSchemaFit(mode, definition.tree())::require;
        }
        var next = AvroSchemas.parse(definition.text());
        return earlier -> AvroSchemas.requireFit(mode, next, earlier);
    }

    private GetSchemaVersionResponse get(GetSchemaVersionRequest request) {
        return schemas.version(request.schemaVersionId(), request.schemaId(), request.schemaVersionNumber())
                .shape();
    }

    private GetSchemaByDefinitionResponse find(GetSchemaByDefinitionRequest request) {
        var schema = schemas.get(SchemaName.of(request.schemaId()));
        var definition = Definition.of(schema.shape().dataFormat(), request.schemaDefinition());
        var version = schemas.versions()
                .find(schema, definition)
                .orElseThrow(() ->
                        AwsError.entityNotFound("Schema " + schema.name() + " has no version of this definition."));
        return Json.fill(Json.tree(version.shape()), GetSchemaByDefinitionResponse.builder())
                .build();
    }

    private ListSchemaVersionsResponse list(ListSchemaVersionsRequest request) {
        var schema = schemas.get(SchemaName.of(request.schemaId()));
        var asked = Optional.ofNullable(request.maxResults()).orElse(RegistryOperations.PAGE);
        var page = pages.page(
                new Pages.Asked(request, request.nextToken(), asked, RegistryOperations.MOST),
                part -> schemas.versions().page(schema.name(), part));
        return ListSchemaVersionsResponse.builder()
                .schemas(
                        page.items().stream().map(SchemaVersionOperations::item).toList())
                .nextToken(page.token())
                .build();
    }

    private static SchemaVersionListItem item(SchemaVersion version) {
        return Json.fill(Json.tree(version.shape()), SchemaVersionListItem.builder())
                .build();
    }

    private GetSchemaVersionsDiffResponse compare(GetSchemaVersionsDiffRequest request) {
        var schema = schemas.get(SchemaName.of(request.schemaId()));
        var first = schemas.versions().get(schema, request.firstSchemaVersionNumber());
        var second = schemas.versions().get(schema, request.secondSchemaVersionNumber());
        var patch = JsonPatch.between(
                Json.read(first.shape().schemaDefinition()),
                Json.read(second.shape().schemaDefinition()));
        return GetSchemaVersionsDiffResponse.builder().diff(patch.toString()).build();
    }

    private CheckSchemaVersionValidityResponse check(CheckSchemaVersionValidityRequest request) {
        Definition.requireOffered(request.dataFormat());
        var answer = CheckSchemaVersionValidityResponse.builder();
        try {
            Definition.of(request.dataFormat(), request.schemaDefinition());
            return answer.valid(true).build();
        } catch (AwsError e) {
            var message = e.getMessage();
            return answer.valid(false)
                    .error(message.substring(0, Math.min(message.length(), LONGEST_ERROR)))
                    .build();
        }
    }
}
