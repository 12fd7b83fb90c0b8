// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteFilteredPartitionsTest extends FilteredPartitionsContract {
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
    Stores stores() {
        return stores;
    }

    @Override
    int tables() {
        return 60;
    }
}
