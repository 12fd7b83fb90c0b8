// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.crawl;

import java.util.List;
import java.util.Optional;

/**
 * What a person says of a folder, whatever its files look like.
 *
 * @param location the folder, without a trailing slash
 * @param kind what it is
 * @param name how the table is called, without the crawler's prefix; empty: as the crawler calls it
 * @param partitionKeys the names of its partition keys from the top; empty: as the crawler finds them
 */
public record TableOverride(String location, Kind kind, Optional<String> name, List<String> partitionKeys) {
    /** What a folder may be said to be. */
    public enum Kind {
        /** One table, of all that is below it. */
        TABLE,
        /** Folders that are tables, each by itself. */
        TABLES,
        /** Nothing that is looked at. */
        SKIP
    }

    public TableOverride {
        partitionKeys = List.copyOf(partitionKeys);
    }
}
