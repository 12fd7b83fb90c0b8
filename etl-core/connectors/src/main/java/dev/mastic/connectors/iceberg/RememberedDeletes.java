// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import dev.mastic.core.config.Location;
import java.util.Optional;
import org.apache.iceberg.Table;

/**
 * The deletes that have been applied to a table: for each deleted key its sequence, so that an older event that comes later does not bring
 * the row back. They lie beside the table in files, to which a property points that moves with the commit.
 */
final class RememberedDeletes {
    private static final String PROPERTY = "mastic.deletes";

    private RememberedDeletes() {}

    /** What the table says of its deletes. */
    static Optional<String> property(Table table) {
        return Optional.ofNullable(table.properties().get(PROPERTY));
    }

    /** The name of the property. */
    static String propertyName() {
        return PROPERTY;
    }

    /** The deletes of the table; empty if there are none. */
    static Optional<SideFiles> of(Table table) {
        return property(table).map(json -> SideFiles.parse(json, table));
    }

    /** The folder of the deletes that an output leaves. */
    static String folder(String outputName) {
        return outputName + ".deletes";
    }

    /** Whether the table points to a folder of this name. */
    static boolean pointsTo(Table table, String folder) {
        return of(table)
                .map(side -> Location.name(side.table().location()))
                .filter(folder::equals)
                .isPresent();
    }

    /** Removes the files of deletes that no table points to any more. */
    static void drop(SideFiles old) {
        old.files().forEach(file -> StagedNote.deleteIfThere(old.table().io(), file.location()));
    }
}
