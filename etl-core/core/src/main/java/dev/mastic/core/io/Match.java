// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import dev.mastic.core.catalog.Table;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a classifier says of a file.
 *
 * @param format the name of the format that reads it
 * @param certainty 0 to 1
 * @param compression of the whole file, such as {@code gzip}; {@code none} otherwise
 * @param dialect the settings with which a text format reads it; empty for others
 */
public record Match(String format, double certainty, String compression, Map<String, String> dialect) {
    /** The table parameter that names the compression, as in Glue. */
    public static final String COMPRESSION = "compressionType";

    /** The table parameters that hold the dialect start with this. */
    public static final String DIALECT = "mastic.dialect.";

    public Match {
        dialect = Map.copyOf(dialect);
    }

    /** What the parameters of a table say of its files; the format is the empty text where the table names none. */
    public static Match of(Table table) {
        var dialect = new TreeMap<String, String>();
        table.parameters().forEach((key, value) -> {
            if (key.startsWith(DIALECT)) {
                dialect.put(key.substring(DIALECT.length()), value);
            }
        });
        return new Match(
                table.classification().orElse(""), 1, table.parameters().getOrDefault(COMPRESSION, "none"), dialect);
    }

    /** The table parameters from which {@link #of} makes this match again. */
    public Map<String, String> parameters() {
        var parameters = new TreeMap<String, String>();
        parameters.put(Table.CLASSIFICATION, format);
        parameters.put(COMPRESSION, compression);
        dialect.forEach((key, value) -> parameters.put(DIALECT + key, value));
        return parameters;
    }
}
