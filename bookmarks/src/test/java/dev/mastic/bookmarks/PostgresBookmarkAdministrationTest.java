// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.bookmarks;

import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.testkit.BookmarkAdministrationContract;
import dev.mastic.testkit.PostgresExtension;
import dev.mastic.testkit.PostgresExtension.PostgresUrl;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The other state lies in a file: jobs move between kinds of stores, too. */
@ExtendWith(PostgresExtension.class)
class PostgresBookmarkAdministrationTest extends BookmarkAdministrationContract {
    private static PostgresUrl database;

    @BeforeAll
    static void newDatabase(PostgresUrl url) {
        database = url;
    }

    @TempDir
    Path dir;

    private Stores stores;
    private Stores others;

    @BeforeEach
    void start() {
        stores = new Stores(database.url()).truncated();
        others = Stores.inFile(dir);
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
