// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

import java.util.List;
import java.util.Optional;

/**
 * Rows that are told apart one by one: each by its key and the value of its cursor, so that a row that was changed is another item.
 *
 * @param from the first value of the cursor's first column that belongs to them; empty where no rows are told apart
 * @param rows the values of the key's columns and then of the cursor's, as the database writes them as text
 */
public record RowVersions(Optional<String> from, List<List<String>> rows) {
    /** No rows. */
    public static final RowVersions NONE = new RowVersions(Optional.empty(), List.of());

    public RowVersions {
        rows = rows.stream().map(List::copyOf).toList();
    }
}
