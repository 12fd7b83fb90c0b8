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
 * @param attributes what no part of Mastic acts on
 */
public record Storage(
        String location,
        String inputFormat,
        String outputFormat,
        String serde,
        Map<String, String> serdeParameters,
        boolean compressed,
        Attributes attributes) {
    public Storage {
        serdeParameters = Map.copyOf(serdeParameters);
    }

    /** A place without attributes. */
    public Storage(
            String location,
            String inputFormat,
            String outputFormat,
            String serde,
            Map<String, String> serdeParameters,
            boolean compressed) {
        this(location, inputFormat, outputFormat, serde, serdeParameters, compressed, Attributes.NONE);
    }

    /** A place that no Hive class describes. */
    public static Storage at(String location) {
        return new Storage(location, "", "", "", Map.of(), false);
    }

    /** The same with other attributes. */
    public Storage withAttributes(Attributes others) {
        return new Storage(location, inputFormat, outputFormat, serde, serdeParameters, compressed, others);
    }
}
