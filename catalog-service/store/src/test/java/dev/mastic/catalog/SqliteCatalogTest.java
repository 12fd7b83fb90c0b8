// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.testkit.CatalogContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteCatalogTest extends CatalogContract {
    @TempDir
    Path dir;

    private Stores stores;

    @BeforeEach
    void start() {
        stores = Stores.inFile(dir);
    }

    @AfterEach
    void end() {
        stores.close();
    }

    @Override
    protected Catalog open() {
        return new RelationalCatalog(stores.open());
    }
}
