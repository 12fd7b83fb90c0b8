// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.bookmarks;

import dev.mastic.core.bookmark.RunHistory;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.database.RelationalStore;

/** {@code relational}: makes a {@link RelationalRunHistory} over the process's {@link RelationalStore}; it has no settings. */
public final class RelationalRunHistoryFactory implements Factory<RunHistory> {
    @Override
    public Class<RunHistory> kind() {
        return RunHistory.class;
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
    public RunHistory create(Settings settings, Parts parts) {
        return new RelationalRunHistory(parts.the(RelationalStore.class));
    }
}
