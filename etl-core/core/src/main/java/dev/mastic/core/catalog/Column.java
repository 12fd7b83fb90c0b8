// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import dev.mastic.core.type.Type;
import java.util.Map;
import java.util.Optional;

/**
 * A column of a table or a partition key.
 *
 * @param parameters free properties; the crawler keeps its evidence here under {@link #EVIDENCE}
 */
public record Column(String name, Type type, Optional<String> comment, Map<String, String> parameters) {
    /** The parameter that says why the column has its type. */
    public static final String EVIDENCE = "mastic.evidence";

    public Column {
        parameters = Map.copyOf(parameters);
    }

    public static Column of(String name, Type type) {
        return new Column(name, type, Optional.empty(), Map.of());
    }
}
