// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.iceberg;

import dev.mastic.catalog.Role;
import java.util.function.Consumer;
import org.apache.iceberg.rest.Endpoint;

/**
 * One operation of the protocol.
 *
 * @param endpoint its method and path, as the protocol writes them
 * @param needed the role that it needs: in the database that the path names, else in those that the body names
 */
record Route(Endpoint endpoint, Role needed, Consumer<Call> handler) {
    private static final String PREFIX = "/{prefix}";

    /** The path that clients use, to whom no prefix is given. */
    String path() {
        return endpoint.path().replace(PREFIX, "");
    }

    String method() {
        return endpoint.httpMethod();
    }
}
