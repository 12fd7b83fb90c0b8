// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.bookmarks;

import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.testkit.BookmarkStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteBookmarkStoreTest extends BookmarkStoreContract {
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
    protected BookmarkStore open() {
        return new RelationalBookmarkStore(stores.open());
    }
}
