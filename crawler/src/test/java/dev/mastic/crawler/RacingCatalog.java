// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableUpdate;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.testkit.DelegatingCatalog;
import java.util.HashMap;

/** A catalog in which someone else updates a table just before we do, a number of times. */
final class RacingCatalog extends DelegatingCatalog {
    private int races;

    RacingCatalog(Catalog catalog, int races) {
        super(catalog);
        this.races = races;
    }

    @Override
    public TableVersion update(Table table, TableUpdate how) {
        if (races-- > 0) {
            var theirs = get(table.name());
            var parameters = new HashMap<>(theirs.table().parameters());
            parameters.put("race", "left " + races);
            super.update(theirs.table().withParameters(parameters), TableUpdate.from(theirs.version()));
        }
        return super.update(table, how);
    }
}
