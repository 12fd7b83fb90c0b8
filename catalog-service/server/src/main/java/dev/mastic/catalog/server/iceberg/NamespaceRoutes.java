// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.iceberg;

import static dev.mastic.catalog.Role.ADMIN;
import static dev.mastic.catalog.Role.READER;
import static org.apache.iceberg.rest.CatalogHandlers.createNamespace;
import static org.apache.iceberg.rest.CatalogHandlers.dropNamespace;
import static org.apache.iceberg.rest.CatalogHandlers.loadNamespace;
import static org.apache.iceberg.rest.CatalogHandlers.namespaceExists;

import dev.mastic.core.catalog.Page;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.apache.iceberg.rest.Endpoint;
import org.apache.iceberg.rest.requests.CreateNamespaceRequest;
import org.apache.iceberg.rest.requests.UpdateNamespacePropertiesRequest;
import org.apache.iceberg.rest.responses.ListNamespacesResponse;
import org.apache.iceberg.rest.responses.UpdateNamespacePropertiesResponse;

/** Namespaces, which are the catalog's databases. */
final class NamespaceRoutes {
    private NamespaceRoutes() {}

    static List<Route> routes() {
        return List.of(
                new Route(Endpoint.V1_LIST_NAMESPACES, READER, NamespaceRoutes::list),
                new Route(Endpoint.V1_CREATE_NAMESPACE, ADMIN, NamespaceRoutes::create),
                new Route(
                        Endpoint.V1_LOAD_NAMESPACE,
                        READER,
                        call -> call.answer(loadNamespace(call.iceberg(), call.namespace()))),
                new Route(Endpoint.V1_NAMESPACE_EXISTS, READER, NamespaceRoutes::exists),
                new Route(Endpoint.V1_UPDATE_NAMESPACE, ADMIN, NamespaceRoutes::update),
                new Route(Endpoint.V1_DELETE_NAMESPACE, ADMIN, NamespaceRoutes::drop));
    }

    private static void list(Call call) {
        var parent = call.parent();
        var page = parent.isEmpty()
                ? Listing.of(call, call.iceberg()::namespaces)
                : Page.last(call.iceberg().listNamespaces(parent));
        call.answer(ListNamespacesResponse.builder()
                .addAll(new ArrayList<>(page.items()))
                .nextPageToken(page.next().orElse(null))
                .build());
    }

    private static void create(Call call) {
        var request = call.body(CreateNamespaceRequest.class);
        call.require(ADMIN, request.namespace());
        call.answer(createNamespace(call.iceberg(), request));
    }

    private static void exists(Call call) {
        namespaceExists(call.iceberg(), call.namespace());
        call.answerNothing();
    }

    /** By one change, for other writers must not come between what is taken away and what is set. */
    private static void update(Call call) {
        var request = call.body(UpdateNamespacePropertiesRequest.class);
        var removed = new HashSet<>(request.removals());
        var missing = call.iceberg().changeProperties(call.namespace(), removed, request.updates());
        removed.removeAll(missing);
        call.answer(UpdateNamespacePropertiesResponse.builder()
                .addMissing(missing)
                .addUpdated(request.updates().keySet())
                .addRemoved(removed)
                .build());
    }

    private static void drop(Call call) {
        dropNamespace(call.iceberg(), call.namespace());
        call.answerNothing();
    }
}
