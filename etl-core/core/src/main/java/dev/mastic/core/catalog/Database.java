// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import java.util.Map;
import java.util.Optional;

/**
 * A named group of tables.
 *
 * @param attributes what no part of Mastic acts on
 */
public record Database(
        String name,
        Optional<String> description,
        Optional<String> location,
        Map<String, String> parameters,
        Attributes attributes) {
    public Database {
        parameters = Map.copyOf(parameters);
    }

    /** A database without attributes. */
    public Database(
            String name, Optional<String> description, Optional<String> location, Map<String, String> parameters) {
        this(name, description, location, parameters, Attributes.NONE);
    }

    /** A database of this name and nothing else. */
    public static Database named(String name) {
        return new Database(name, Optional.empty(), Optional.empty(), Map.of());
    }
}
