// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import java.util.List;
import java.util.Map;

/** The catalog and its tables, where {@code Catalog} and {@code Table} mean Iceberg's. */
final class Rows {
    static final Class<Catalog> CATALOG = Catalog.class;

    private Rows() {}

    static Table of(TableName name, List<Column> columns, Storage storage, Map<String, String> parameters) {
        return new Table(name, columns, List.of(), storage, parameters);
    }
}
