// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.testkit.PostgresExtension;
import dev.mastic.testkit.PostgresExtension.PostgresUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class PostgresFilteredPartitionsTest extends FilteredPartitionsContract {
    private static PostgresUrl database;

    @BeforeAll
    static void newDatabase(PostgresUrl url) {
        database = url;
    }

    private Stores stores;

    @BeforeEach
    void start() {
        stores = new Stores(database.url()).truncated();
    }

    @AfterEach
    void end() {
        stores.close();
    }

    @Override
    Stores stores() {
        return stores;
    }

    @Override
    int tables() {
        return 20;
    }
}
