// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

/** What a table sink makes of its rows and of those that are there. */
enum Mode {
    /** Rows are added. */
    APPEND,
    /** The rows take the place of all that are there. */
    OVERWRITE,
    /** The rows take the place of those in the same partitions. */
    OVERWRITE_PARTITIONS,
    /** Each row takes the place of the one with its key. */
    UPSERT,
    /** Each row is an event: an insert, an update, or a delete of its key. */
    APPLY_CHANGES;

    /** Whether rows find those of the same key. */
    boolean hasKeys() {
        return this == UPSERT || this == APPLY_CHANGES;
    }
}
