// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.http;

import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;

/**
 * One protocol of the server: its routes, and how it spells failures. Every request belongs to the first face that serves it, from the
 * moment its first line is read: also what is refused before a route is found is said in the words of that face. Called by many threads
 * at once.
 */
public interface Face {
    /** Whether requests of this method and path are this face's. */
    boolean serves(String method, String path);

    /** Adds the routes of this face; each of them is of a method and path that it {@link #serves}. */
    void register(JavalinDefaultRoutingApi routes);

    /**
     * Answers a request that failed, with a status and a body. Nothing was written before.
     *
     * @param failure what a route threw; an {@link io.javalin.http.HttpResponseException} when the listener refuses the request itself,
     *     such as one that no route takes, whose body is too large, or whose {@code Host} is another one
     */
    void fail(Exception failure, Context request);
}
