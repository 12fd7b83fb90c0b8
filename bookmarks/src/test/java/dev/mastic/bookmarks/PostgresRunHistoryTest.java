// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.bookmarks;

import dev.mastic.testkit.PostgresExtension;
import dev.mastic.testkit.PostgresExtension.PostgresUrl;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class PostgresRunHistoryTest extends RunHistoryTest {
    private final PostgresUrl database;

    PostgresRunHistoryTest(PostgresUrl database) {
        this.database = database;
    }

    @Override
    Stores stores() {
        return new Stores(database.url());
    }
}
