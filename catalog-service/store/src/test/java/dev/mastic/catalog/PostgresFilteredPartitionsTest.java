// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresFilteredPartitionsTest extends FilteredPartitionsContract {
    @RegisterExtension
    final PostgresStores postgres = new PostgresStores();

    @Override
    Stores stores() {
        return postgres.stores();
    }

    @Override
    int tables() {
        return 20;
    }
}
