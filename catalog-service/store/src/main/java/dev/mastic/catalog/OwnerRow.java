// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import java.util.List;
import java.util.Optional;

/**
 * What objects hang on, as the table catalog_objects has it.
 *
 * @param text tells it from all others
 * @param database its name, for those that go when it goes
 * @param table its id, for those that go when it goes
 */
record OwnerRow(String text, Optional<String> database, Optional<Long> table) {
    static final OwnerRow NOTHING = new OwnerRow("", Optional.empty(), Optional.empty());

    static OwnerRow database(String name) {
        return new OwnerRow("database " + name, Optional.of(name), Optional.empty());
    }

    static OwnerRow table(long id) {
        return new OwnerRow("table " + id, Optional.empty(), Optional.of(id));
    }

    static OwnerRow partition(long table, List<String> values) {
        var text = "partition " + table + " " + PartitionRows.identity(values);
        return new OwnerRow(text, Optional.empty(), Optional.of(table));
    }
}
