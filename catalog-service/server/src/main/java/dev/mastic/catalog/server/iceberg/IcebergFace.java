// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.iceberg;

import dev.mastic.catalog.server.http.Face;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The Iceberg REST protocol under {@value #ROOT}.
 *
 * @see <a href="https://iceberg.apache.org/rest-catalog-spec/">Iceberg: REST catalog specification</a>
 */
public final class IcebergFace implements Face {
    /** The path below which all of it lies: what clients take as {@code uri}. */
    public static final String ROOT = "/iceberg";

    private final Function<Context, IcebergTables> tables;
    private final List<Route> routes;

    /**
     * The protocol over a catalog's Iceberg tables and views.
     *
     * @param tables what the sender of a request may reach
     */
    public IcebergFace(Function<Context, IcebergTables> tables) {
        this.tables = tables;
        var served = Stream.of(NamespaceRoutes.routes(), TableRoutes.routes(), ViewRoutes.routes())
                .flatMap(List::stream)
                .toList();
        this.routes = Stream.concat(served.stream(), new ConfigRoutes(served).routes().stream())
                .toList();
    }

    @Override
    public boolean serves(String method, String path) {
        return path.equals(ROOT) || path.startsWith(ROOT + "/");
    }

    @Override
    public void register(JavalinDefaultRoutingApi api) {
        routes.forEach(route -> api.addHttpHandler(
                HandlerType.findOrCreate(route.method()), ROOT + route.path(), request -> route.handler()
                        .accept(new Call(request, tables.apply(request)))));
    }

    @Override
    public void fail(Exception failure, Context request) {
        var response = IcebergErrors.of(failure);
        request.status(response.code()).contentType("application/json");
        if (request.method() != HandlerType.HEAD) {
            request.result(IcebergErrors.json(response));
        }
    }
}
