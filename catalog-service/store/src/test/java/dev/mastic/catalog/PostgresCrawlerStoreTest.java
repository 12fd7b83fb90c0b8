// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.crawl.CrawlerStore;
import dev.mastic.testkit.CrawlerStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresCrawlerStoreTest extends CrawlerStoreContract {
    @RegisterExtension
    final PostgresStores stores = new PostgresStores();

    @Override
    protected CrawlerStore open() {
        return new RelationalCrawlerStore(stores.open());
    }
}
