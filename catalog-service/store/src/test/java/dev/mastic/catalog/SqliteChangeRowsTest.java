// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.database.RelationalStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteChangeRowsTest extends ChangeRowsContract {
    @TempDir
    Path dir;

    private RelationalStore store;

    @Override
    RelationalStore open() {
        store = RelationalStore.open(dir.resolve("mastic.db").toString());
        return store;
    }

    @AfterEach
    void close() {
        store.close();
    }
}
