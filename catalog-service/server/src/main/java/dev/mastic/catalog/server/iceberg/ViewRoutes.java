// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.iceberg;

import static dev.mastic.catalog.Role.READER;
import static dev.mastic.catalog.Role.WRITER;
import static org.apache.iceberg.rest.CatalogHandlers.createView;
import static org.apache.iceberg.rest.CatalogHandlers.dropView;
import static org.apache.iceberg.rest.CatalogHandlers.loadView;
import static org.apache.iceberg.rest.CatalogHandlers.registerView;
import static org.apache.iceberg.rest.CatalogHandlers.renameView;
import static org.apache.iceberg.rest.CatalogHandlers.updateView;
import static org.apache.iceberg.rest.CatalogHandlers.viewExists;

import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.rest.Endpoint;
import org.apache.iceberg.rest.requests.CreateViewRequest;
import org.apache.iceberg.rest.requests.RegisterViewRequest;
import org.apache.iceberg.rest.requests.RenameTableRequest;
import org.apache.iceberg.rest.requests.UpdateTableRequest;
import org.apache.iceberg.rest.responses.ListTablesResponse;

/** Iceberg views. */
final class ViewRoutes {
    private ViewRoutes() {}

    static List<Route> routes() {
        return List.of(
                new Route(Endpoint.V1_LIST_VIEWS, READER, ViewRoutes::list),
                new Route(Endpoint.V1_CREATE_VIEW, WRITER, ViewRoutes::create),
                new Route(Endpoint.V1_REGISTER_VIEW, WRITER, ViewRoutes::register),
                new Route(Endpoint.V1_LOAD_VIEW, READER, call -> call.answer(loadView(call.iceberg(), call.table()))),
                new Route(Endpoint.V1_VIEW_EXISTS, READER, ViewRoutes::exists),
                new Route(Endpoint.V1_UPDATE_VIEW, WRITER, ViewRoutes::update),
                new Route(Endpoint.V1_DELETE_VIEW, WRITER, ViewRoutes::drop),
                new Route(Endpoint.V1_RENAME_VIEW, WRITER, ViewRoutes::rename));
    }

    private static void list(Call call) {
        var namespace = call.namespace();
        var page = Listing.of(call, request -> call.iceberg().views(namespace, request));
        call.answer(ListTablesResponse.builder()
                .addAll(new ArrayList<>(page.items()))
                .nextPageToken(page.next().orElse(null))
                .build());
    }

    private static void create(Call call) {
        call.answer(createView(call.iceberg(), call.namespace(), call.body(CreateViewRequest.class)));
    }

    private static void register(Call call) {
        call.answer(registerView(call.iceberg(), call.namespace(), call.body(RegisterViewRequest.class)));
    }

    private static void exists(Call call) {
        viewExists(call.iceberg(), call.table());
        call.answerNothing();
    }

    private static void update(Call call) {
        call.answer(updateView(call.iceberg(), call.table(), call.body(UpdateTableRequest.class)));
    }

    private static void drop(Call call) {
        dropView(call.iceberg(), call.table());
        call.answerNothing();
    }

    private static void rename(Call call) {
        var request = call.body(RenameTableRequest.class);
        call.require(WRITER, request.source().namespace());
        call.require(WRITER, request.destination().namespace());
        renameView(call.iceberg(), request);
        call.answerNothing();
    }
}
