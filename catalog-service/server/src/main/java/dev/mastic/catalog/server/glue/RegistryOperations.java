// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.catalog.server.wire.Json;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.CatalogObject;
import dev.mastic.core.catalog.ObjectKind;
import dev.mastic.core.catalog.Page;
import java.util.Optional;
import software.amazon.awssdk.services.glue.model.CreateRegistryRequest;
import software.amazon.awssdk.services.glue.model.CreateRegistryResponse;
import software.amazon.awssdk.services.glue.model.DeleteRegistryRequest;
import software.amazon.awssdk.services.glue.model.DeleteRegistryResponse;
import software.amazon.awssdk.services.glue.model.GetRegistryRequest;
import software.amazon.awssdk.services.glue.model.GetRegistryResponse;
import software.amazon.awssdk.services.glue.model.ListRegistriesRequest;
import software.amazon.awssdk.services.glue.model.ListRegistriesResponse;
import software.amazon.awssdk.services.glue.model.RegistryListItem;
import software.amazon.awssdk.services.glue.model.RegistryStatus;
import software.amazon.awssdk.services.glue.model.UpdateRegistryRequest;
import software.amazon.awssdk.services.glue.model.UpdateRegistryResponse;

/**
 * Registries of schemas.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-schema-registry-api.html">The schema registry API</a>
 */
record RegistryOperations(Catalog catalog, Schemas schemas, Pages pages, Tags tags) {
    /** How many items a page has where nothing is asked. */
    static final int PAGE = 25;

    /** How many may be asked for. */
    static final int MOST = 100;

    private static final int CHUNK = 1000;

    void addTo(Operations operations) {
        operations
                .add("CreateRegistry", CreateRegistryRequest::builder, this::create)
                .add("GetRegistry", GetRegistryRequest::builder, this::get)
                .add("ListRegistries", ListRegistriesRequest::builder, this::list)
                .add("UpdateRegistry", UpdateRegistryRequest::builder, this::update)
                .add("DeleteRegistry", DeleteRegistryRequest::builder, this::delete);
    }

    static Kept kept(Catalog catalog) {
        return new Kept(catalog.objects(), ObjectKind.REGISTRY, "Registry");
    }

    private static RegistryListItem item(String name, String description) {
        return RegistryListItem.builder()
                .registryName(name)
                .description(description)
                .status(RegistryStatus.AVAILABLE)
                .build();
    }

    /** The default registry is there as soon as someone needs it; others must have been created. */
    static void requireForSchemas(Catalog catalog, String name) {
        var kept = kept(catalog);
        if (!name.equals(SchemaName.DEFAULT_REGISTRY)) {
            kept.get(name);
        } else if (kept.find(name).isEmpty()) {
            catalog.objects().put(kept.key(name), Json.text(item(name, null)));
        }
    }

    private CreateRegistryResponse create(CreateRegistryRequest request) {
        var name = request.registryName();
        catalog.atomically(() -> {
            var created = kept(catalog).create(name, item(name, request.description()));
            tags.add(SchemaName.registryResource(name), request.tags());
            return created;
        });
        return CreateRegistryResponse.builder()
                .registryName(name)
                .registryArn(SchemaName.registryArn(name))
                .description(request.description())
                .tags(request.tags())
                .build();
    }

    private GetRegistryResponse get(GetRegistryRequest request) {
        var item = read(kept(catalog).get(SchemaName.requiredRegistry(request.registryId())));
        return Json.fill(Json.tree(item), GetRegistryResponse.builder()).build();
    }

    private static RegistryListItem read(CatalogObject object) {
        return Json.read(object.json(), RegistryListItem.builder())
                .registryArn(SchemaName.registryArn(object.key().name()))
                .createdTime(object.created().toString())
                .updatedTime(object.updated().toString())
                .build();
    }

    private ListRegistriesResponse list(ListRegistriesRequest request) {
        var asked = Optional.ofNullable(request.maxResults()).orElse(PAGE);
        var page = pages.page(new Pages.Asked(request, request.nextToken(), asked, MOST), kept(catalog)::page);
        return ListRegistriesResponse.builder()
                .registries(page.items().stream().map(RegistryOperations::read).toList())
                .nextToken(page.token())
                .build();
    }

    private UpdateRegistryResponse update(UpdateRegistryRequest request) {
        var name = SchemaName.requiredRegistry(request.registryId());
        catalog.atomically(() -> kept(catalog).replace(name, item(name, request.description())));
        return UpdateRegistryResponse.builder()
                .registryName(name)
                .registryArn(SchemaName.registryArn(name))
                .build();
    }

    /** With all its schemas, at once. */
    private DeleteRegistryResponse delete(DeleteRegistryRequest request) {
        var name = SchemaName.requiredRegistry(request.registryId());
        catalog.atomically(() -> {
            kept(catalog).drop(name);
            tags.drop(SchemaName.registryResource(name));
            var inside = Page.all(CHUNK, part -> schemas.page(Optional.of(name), part));
            inside.forEach(schema -> schemas.drop(schema.name()));
            return inside.size();
        });
        return DeleteRegistryResponse.builder()
                .registryName(name)
                .registryArn(SchemaName.registryArn(name))
                .status(RegistryStatus.DELETING)
                .build();
    }
}
