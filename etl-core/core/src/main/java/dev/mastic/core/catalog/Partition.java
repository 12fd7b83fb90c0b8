// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import java.util.List;
import java.util.Map;

/**
 * A part of a table that shares the values of the partition keys.
 *
 * @param values one for each partition key, in order, as the path spells them after URL decoding
 * @param attributes what no part of Mastic acts on
 */
public record Partition(List<String> values, Storage storage, Map<String, String> parameters, Attributes attributes) {
    /** The value that stands in paths for no value. */
    public static final String NULL_VALUE = "__HIVE_DEFAULT_PARTITION__";

    public Partition {
        values = List.copyOf(values);
        parameters = Map.copyOf(parameters);
    }

    /** A partition without attributes. */
    public Partition(List<String> values, Storage storage, Map<String, String> parameters) {
        this(values, storage, parameters, Attributes.NONE);
    }

    /** The same at another place. */
    public Partition withStorage(Storage other) {
        return new Partition(values, other, parameters, attributes);
    }

    /** The same with other parameters. */
    public Partition withParameters(Map<String, String> others) {
        return new Partition(values, storage, others, attributes);
    }
}
