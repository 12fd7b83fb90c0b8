// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.testkit.CatalogContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresCatalogTest extends CatalogContract {
    @RegisterExtension
    final PostgresStores stores = new PostgresStores();

    @Override
    protected Catalog open() {
        return new RelationalCatalog(stores.open());
    }
}
