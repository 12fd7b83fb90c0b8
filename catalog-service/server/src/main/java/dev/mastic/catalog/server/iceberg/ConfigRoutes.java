// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.iceberg;

import dev.mastic.catalog.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.rest.Endpoint;
import org.apache.iceberg.rest.responses.ConfigResponse;

/** What the server says of itself: exactly the operations that it has. It has one warehouse, whatever name a client gives it. */
record ConfigRoutes(List<Route> others) {
    List<Route> routes() {
        return List.of(new Route(Endpoint.create("GET", "/v1/config"), Role.READER, this::config));
    }

    private void config(Call call) {
        call.answer(ConfigResponse.builder()
                .withDefaults(properties(call, "table-default.", "view-default."))
                .withOverrides(properties(call, "table-override.", "view-override."))
                .withEndpoints(others.stream().map(Route::endpoint).toList())
                .build());
    }

    /** Those of clients' own, for tables whose creation is only staged here. */
    private static Map<String, String> properties(Call call, String table, String view) {
        var properties = new HashMap<>(call.tables().properties());
        properties.keySet().removeIf(key -> !key.startsWith(table) && !key.startsWith(view));
        return properties;
    }
}
