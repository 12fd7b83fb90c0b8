// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.operations.trigger;

import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.database.RelationalStore;

/** {@code relational}: makes {@link Triggers} over the process's {@link RelationalStore}; it has no settings. */
public final class TriggersFactory implements Factory<Triggers> {
    @Override
    public Class<Triggers> kind() {
        return Triggers.class;
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
    public Triggers create(Settings settings, Parts parts) {
        return new Triggers(parts.the(RelationalStore.class));
    }
}
