// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.database.RelationalStore;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresChangeRowsTest extends ChangeRowsContract {
    @RegisterExtension
    final PostgresStores stores = new PostgresStores();

    @Override
    RelationalStore open() {
        return stores.open();
    }
}
