// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.iceberg;

import dev.mastic.catalog.server.auth.Bearers;
import dev.mastic.catalog.server.auth.Callers;
import dev.mastic.catalog.server.auth.OAuthException;
import dev.mastic.catalog.server.http.Face;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.List;
import java.util.stream.Stream;

/**
 * The Iceberg REST protocol under {@value #ROOT}.
 *
 * @see <a href="https://iceberg.apache.org/rest-catalog-spec/">Iceberg: REST catalog specification</a>
 */
public final class IcebergFace implements Face {
    /** The path below which all of it lies: what clients take as {@code uri}. */
    public static final String ROOT = "/iceberg";

    private final IcebergTables tables;
    private final Bearers bearers;
    private final Callers callers;
    private final List<Route> routes;

    /**
     * The protocol over a catalog's Iceberg tables and views.
     *
     * @param callers are told whom each request is done for
     */
    public IcebergFace(IcebergTables tables, Bearers bearers, Callers callers) {
        this.tables = tables;
        this.bearers = bearers;
        this.callers = callers;
        var served = Stream.of(NamespaceRoutes.routes(), TableRoutes.routes(), ViewRoutes.routes())
                .flatMap(List::stream)
                .toList();
        this.routes = Stream.concat(served.stream(), new ConfigRoutes(served).routes().stream())
                .toList();
    }

    /** All routes but that to tokens, which needs none. */
    List<Route> routes() {
        return routes;
    }

    @Override
    public boolean serves(String method, String path) {
        return path.equals(ROOT) || path.startsWith(ROOT + "/");
    }

    @Override
    public void register(JavalinDefaultRoutingApi api) {
        api.post(ROOT + TokenRoute.PATH, new TokenRoute(bearers)::answer);
        routes.forEach(route -> api.addHttpHandler(
                HandlerType.findOrCreate(route.method()), ROOT + route.path(), request -> answer(route, request)));
    }

    private void answer(Route route, Context request) {
        var call = new Call(request, tables, callers);
        callers.run(bearers.verify(request.header("Authorization")), () -> {
            if (route.path().contains("{namespace}")) {
                call.require(route.needed(), call.namespace());
            } else {
                callers.requireSomewhere(route.needed());
            }
            route.handler().accept(call);
        });
    }

    @Override
    public void fail(Exception failure, Context request) {
        if (failure instanceof OAuthException refused) {
            TokenRoute.refuse(refused, request);
            return;
        }
        var response = IcebergErrors.of(failure);
        if (response.code() == 401) {
            request.header("WWW-Authenticate", "Bearer");
        }
        request.status(response.code()).contentType("application/json");
        if (!request.method().equals(HandlerType.HEAD)) {
            request.result(IcebergErrors.json(response));
        }
    }
}
