// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import java.util.Map;
import java.util.Optional;

/** A named group of tables. */
public record Database(
        String name, Optional<String> description, Optional<String> location, Map<String, String> parameters) {
    public Database {
        parameters = Map.copyOf(parameters);
    }

    /** A database of this name and nothing else. */
    public static Database named(String name) {
        return new Database(name, Optional.empty(), Optional.empty(), Map.of());
    }
}
