// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.crawl.ManifestStore;
import dev.mastic.testkit.ManifestStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresManifestStoreTest extends ManifestStoreContract {
    @RegisterExtension
    final PostgresStores stores = new PostgresStores();

    @Override
    protected ManifestStore open() {
        return new RelationalManifestStore(stores.open());
    }
}
