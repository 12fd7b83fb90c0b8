// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.database;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;

/** {@code relational}: opens the {@link RelationalStore} of a process. */
public final class RelationalStoreFactory implements Factory<RelationalStore> {
    private static final Setting<String> DB =
            Setting.string("db").required().doc("A SQLite file, or a JDBC URL of SQLite or PostgreSQL.");

    @Override
    public Class<RelationalStore> kind() {
        return RelationalStore.class;
    }

    @Override
    public String name() {
        return "relational";
    }

    @Override
    public SettingsSpec settings() {
        return SettingsSpec.of(DB);
    }

    @Override
    public RelationalStore create(Settings settings, Parts parts) {
        return RelationalStore.open(settings.get(DB));
    }
}
