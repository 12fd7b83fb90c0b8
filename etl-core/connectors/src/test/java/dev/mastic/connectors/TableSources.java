// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.core.io.Source;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Table sources of tests in other packages. */
public final class TableSources {
    private TableSources() {}

    /** The source of a table that stands alone in its catalog. */
    public static Source of(Table table, Map<String, ?> settings) {
        var maker = new TableSource.Plugin();
        var written = new HashMap<String, Object>(settings);
        written.put("table", table.name().toString());
        Catalog catalog = new OneTable(new TableVersion(table, 1, Instant.EPOCH));
        return maker.create(maker.settings().of("test", written), TestParts.of(Map.of(Catalog.class, catalog)));
    }
}
