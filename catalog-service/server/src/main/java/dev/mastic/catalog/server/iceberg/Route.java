// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.iceberg;

import java.util.function.Consumer;
import org.apache.iceberg.rest.Endpoint;

/**
 * One operation of the protocol.
 *
 * @param endpoint its method and path, as the protocol writes them
 */
record Route(Endpoint endpoint, Consumer<Call> handler) {
    private static final String PREFIX = "/{prefix}";

    /** The path that clients use, to whom no prefix is given. */
    String path() {
        return endpoint.path().replace(PREFIX, "");
    }

    String method() {
        return endpoint.httpMethod();
    }
}
