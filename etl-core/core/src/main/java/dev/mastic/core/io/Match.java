// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import java.util.Map;

/**
 * What a classifier says of a file.
 *
 * @param format the name of the format that reads it
 * @param certainty 0 to 1
 * @param compression of the whole file, such as {@code gzip}; {@code none} otherwise
 * @param dialect the settings with which a text format reads it; empty for others
 */
public record Match(String format, double certainty, String compression, Map<String, String> dialect) {
    public Match {
        dialect = Map.copyOf(dialect);
    }
}
