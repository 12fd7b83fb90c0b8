// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.bookmarks;

import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.database.RelationalStore;

/** {@code relational}: makes a {@link RelationalBookmarkStore} over the process's {@link RelationalStore}; it has no settings. */
public final class RelationalBookmarkStoreFactory implements Factory<BookmarkStore> {
    @Override
    public Class<BookmarkStore> kind() {
        return BookmarkStore.class;
    }

    @Override
    public String name() {
        return "relational";
    }

    @Override
    public SettingsSpec settings() {
        return SettingsSpec.of();
    }

    @Override
    public BookmarkStore create(Settings settings, Parts parts) {
        return new RelationalBookmarkStore(parts.the(RelationalStore.class));
    }
}
