// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.http;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.router.JavalinDefaultRoutingApi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers for all that no face serves: by its status and one sentence. */
final class NoFace implements Face {
    private static final Logger LOG = LoggerFactory.getLogger(NoFace.class);

    @Override
    public boolean serves(String method, String path) {
        return true;
    }

    @Override
    public void register(JavalinDefaultRoutingApi routes) {
        // It has none: it is asked only about what failed.
    }

    @Override
    public void fail(Exception failure, Context request) {
        if (failure instanceof HttpResponseException refused) {
            request.status(refused.getStatus()).contentType("text/plain").result(failure.getMessage() + "\n");
            return;
        }
        LOG.error("{} {} failed", request.method(), request.path(), failure);
        request.status(500).contentType("text/plain").result("internal error\n");
    }
}
