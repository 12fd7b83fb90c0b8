// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.http;

import dev.mastic.core.failure.EtlException;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.router.JavalinDefaultRoutingApi;

/** {@code GET /health}: 200 while the store answers, 503 while it does not. Needs no key and tells nothing about the catalog. */
public final class HealthFace implements Face {
    private static final String PATH = "/health";
    private final Runnable store;

    /**
     * The health of a server.
     *
     * @param store returns when the store answers, else throws
     */
    public HealthFace(Runnable store) {
        this.store = store;
    }

    @Override
    public boolean serves(String method, String path) {
        return path.equals(PATH);
    }

    @Override
    public void register(JavalinDefaultRoutingApi routes) {
        routes.get(PATH, request -> {
            store.run();
            answer(request, 200, "ok");
        });
    }

    @Override
    public void fail(Exception failure, Context request) {
        if (failure instanceof HttpResponseException refused) {
            answer(request, refused.getStatus(), "refused");
        } else {
            answer(request, 503, failure instanceof EtlException ? "the store does not answer" : "internal error");
        }
    }

    private static void answer(Context request, int status, String word) {
        request.status(status).contentType("application/json").result("{\"status\":\"" + word + "\"}\n");
    }
}
