// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Database;
import org.junit.jupiter.api.Test;

class InMemoryCatalogTest extends CatalogContract {
    private final InMemoryCatalog catalog = new InMemoryCatalog();

    @Override
    protected Catalog open() {
        return catalog;
    }

    @Test
    void countsItsWrites() {
        catalog.createDatabase(Database.named("db"));
        catalog.databases();
        assertThat(catalog.writes()).isEqualTo(1);
    }
}
