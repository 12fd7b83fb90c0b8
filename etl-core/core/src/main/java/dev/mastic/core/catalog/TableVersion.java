// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import java.time.Instant;

/**
 * A table as it was at one version.
 *
 * @param version counted from 1 by the catalog; each update adds one
 * @param created when the table was, by its first version
 * @param updated when this version was made
 */
public record TableVersion(Table table, long version, Instant created, Instant updated) {

    /** A version of a table that was created with it. */
    public TableVersion(Table table, long version, Instant updated) {
        this(table, version, updated, updated);
    }
}
