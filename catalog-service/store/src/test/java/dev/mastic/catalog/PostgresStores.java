// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.database.RelationalStore;
import dev.mastic.testkit.PostgresExtension;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Stores in the PostgreSQL database of a test class: empty before each test, closed after it. */
final class PostgresStores implements BeforeEachCallback, AfterEachCallback {
    private Stores stores;

    @Override
    public void beforeEach(ExtensionContext context) {
        stores = new Stores(PostgresExtension.ofClass(context).url()).truncated();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        stores.close();
    }

    Stores stores() {
        return stores;
    }

    RelationalStore open() {
        return stores.open();
    }
}
