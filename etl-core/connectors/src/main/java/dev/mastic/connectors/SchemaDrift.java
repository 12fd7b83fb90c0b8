// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.OtherFields;
import dev.mastic.core.io.SchemaChange;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a source does with fields that no column has.
 *
 * @param change as the user wrote it; by default they are passed over
 * @param rescuedColumn the column of rescued fields
 */
record SchemaDrift(Optional<SchemaChange> change, String rescuedColumn) {
    static final Setting<SchemaChange> SCHEMA_CHANGE = Setting.oneOf("schema-change", SchemaChange.class)
            .doc("What becomes of fields that no column has: evolve adds columns for those in the files of the run,"
                    + " freeze refuses rows that have one, rescue keeps them, and values that are not of their column's"
                    + " type, as JSON in one column; by default they are passed over.");
    static final Setting<String> RESCUED_COLUMN = Setting.string("rescued-column")
            .doc("The name of the column of rescued fields, by default " + SchemaChange.RESCUED + ".");

    /** @throws UsageException if a column is named for what is not rescued */
    static SchemaDrift of(Settings settings) {
        var change = settings.find(SCHEMA_CHANGE);
        var column = settings.find(RESCUED_COLUMN);
        if (column.isPresent() && change.filter(SchemaChange.RESCUE::equals).isEmpty()) {
            throw new UsageException("Cannot rescue fields into '" + column.get()
                    + "': rescued-column needs schema-change = rescue at " + settings.origin(RESCUED_COLUMN));
        }
        return new SchemaDrift(change, column.orElse(SchemaChange.RESCUED));
    }

    /** Whether columns that no schema has come in from the files. */
    boolean addsColumns() {
        return change.filter(SchemaChange.EVOLVE::equals).isPresent();
    }

    /** What the reader does. */
    OtherFields others() {
        return new OtherFields(change.orElse(SchemaChange.EVOLVE), rescuedColumn);
    }

    /**
     * Refuses what a format cannot do.
     *
     * @param name the name of the format
     * @param purpose what fails then, such as {@code read sales.orders}
     */
    void check(Format format, String name, String purpose) {
        if (!format.schemaChanges().contains(others().change())) {
            var known = format.schemaChanges().stream()
                    .map(SchemaDrift::text)
                    .sorted()
                    .collect(Collectors.joining(", "));
            throw new UsageException("Cannot " + purpose + ": the reader of " + name + " cannot "
                    + text(others().change()) + " what is new (schema-change may be " + known
                    + "; a step assert-schema does the same for any format)");
        }
    }

    private static String text(SchemaChange change) {
        return change.name().toLowerCase(Locale.ROOT);
    }
}
