// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import java.util.Map;

/**
 * Where the data of a table or partition lies and how Hive reads it; Glue's StorageDescriptor without its columns.
 *
 * @param location folder, with a trailing slash, or file
 * @param inputFormat Hive's input format class; empty where the format has none
 * @param outputFormat Hive's output format class; empty where the format has none
 * @param serde Hive's SerDe class; empty where the format has none
 * @param compressed whether whole files are compressed, such as gzip
 */
public record Storage(
        String location,
        String inputFormat,
        String outputFormat,
        String serde,
        Map<String, String> serdeParameters,
        boolean compressed) {
    public Storage {
        serdeParameters = Map.copyOf(serdeParameters);
    }

    /** A place that no Hive class describes. */
    public static Storage at(String location) {
        return new Storage(location, "", "", "", Map.of(), false);
    }
}
