// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import java.util.OptionalLong;

/**
 * How a table's definition is replaced.
 *
 * @param expectedVersion the version that the change was made from, for a compare-and-set; empty to replace whatever there is
 * @param archive whether the version before is kept in the table's history; the numbers count on in either case
 */
public record TableUpdate(OptionalLong expectedVersion, boolean archive) {
    /** A compare-and-set that keeps the version before. */
    public static TableUpdate from(long version) {
        return new TableUpdate(OptionalLong.of(version), true);
    }

    /** Replaces whatever version there is, and keeps it. */
    public static TableUpdate ofLatest() {
        return new TableUpdate(OptionalLong.empty(), true);
    }

    /** The same without keeping the version before. */
    public TableUpdate withoutArchive() {
        return new TableUpdate(expectedVersion, false);
    }
}
