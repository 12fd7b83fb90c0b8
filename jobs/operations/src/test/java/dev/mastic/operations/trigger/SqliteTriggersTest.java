// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.operations.trigger;

import dev.mastic.database.RelationalStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteTriggersTest extends TriggersContract {
    @TempDir
    private Path folder;

    @Override
    RelationalStore openStore() {
        return RelationalStore.open(folder.resolve("state.db").toString());
    }
}
