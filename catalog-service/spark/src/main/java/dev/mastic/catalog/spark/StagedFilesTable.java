// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.spark;

import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableVersion;
import java.time.Instant;
import org.apache.spark.sql.connector.catalog.StagedTable;

/** A new table of files that comes into the catalog with its first rows: {@code CREATE TABLE … AS SELECT}. */
final class StagedFilesTable extends FilesTable implements StagedTable {
    StagedFilesTable(OpenCatalog open, Table definition) {
        super(open, new TableVersion(definition, 0, Instant.EPOCH));
    }

    @Override
    FilesInsert insert(Replaced replaced) {
        return new FilesInsert(this, replaced, true);
    }

    /** The rows have brought the table; what the statement says beside its columns comes now. */
    @Override
    public void commitStagedChanges() {
        var written = open().catalog().get(table().name());
        open().catalog().update(table(), written.version());
    }

    /** The insert has taken back its files; so goes the table, if they had brought it. */
    @Override
    public void abortStagedChanges() {
        var catalog = open().catalog();
        catalog.find(table().name())
                .filter(found ->
                        found.table().storage().location().equals(table().storage().location()))
                .ifPresent(found -> catalog.drop(table().name()));
    }
}
