// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

/** Implemented by catalogs of other interfaces, such as Iceberg's, that choose the folders of new tables. */
public interface TableFolders {
    /** The folder that is a new table's of this name, unless something lies there already. */
    String folderOf(TableName table);
}
