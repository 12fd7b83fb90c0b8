// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.operations.trigger;

import dev.mastic.database.RelationalStore;
import dev.mastic.testkit.PostgresExtension;
import dev.mastic.testkit.PostgresExtension.PostgresUrl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class PostgresTriggersTest extends TriggersContract {
    private final PostgresUrl database;

    PostgresTriggersTest(PostgresUrl database) {
        this.database = database;
    }

    @BeforeEach
    void forget() {
        try (var store = openStore()) {
            store.change(handle -> handle.execute("truncate trigger_starts, triggers, runs"));
        }
    }

    @Override
    RelationalStore openStore() {
        return RelationalStore.open(database.url());
    }
}
