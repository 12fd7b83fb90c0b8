// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import java.util.List;
import java.util.Map;

/**
 * A part of a table that shares the values of the partition keys.
 *
 * @param values one for each partition key, in order, as the path spells them after URL decoding
 */
public record Partition(List<String> values, Storage storage, Map<String, String> parameters) {
    public Partition {
        values = List.copyOf(values);
        parameters = Map.copyOf(parameters);
    }
}
