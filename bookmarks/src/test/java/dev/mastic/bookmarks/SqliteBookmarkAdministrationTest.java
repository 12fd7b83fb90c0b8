// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.bookmarks;

import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.testkit.BookmarkAdministrationContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteBookmarkAdministrationTest extends BookmarkAdministrationContract {
    @TempDir
    Path dir;

    private Stores stores;
    private Stores others;

    @BeforeEach
    void start() {
        stores = Stores.inFile(dir.resolve("one"));
        others = Stores.inFile(dir.resolve("other"));
    }

    @AfterEach
    void end() {
        stores.close();
        others.close();
    }

    @Override
    protected BookmarkStore open() {
        return new RelationalBookmarkStore(stores.open());
    }

    @Override
    protected BookmarkStore openOther() {
        return new RelationalBookmarkStore(others.open());
    }
}
