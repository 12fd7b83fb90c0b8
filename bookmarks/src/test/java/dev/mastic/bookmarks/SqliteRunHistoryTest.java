// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.bookmarks;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteRunHistoryTest extends RunHistoryTest {
    @TempDir
    Path dir;

    @Override
    Stores stores() {
        return Stores.inFile(dir);
    }
}
