// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.crawl.ManifestStore;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.database.RelationalStore;

/** {@code relational}: makes a {@link RelationalManifestStore} over the process's {@link RelationalStore}; it has no settings. */
public final class RelationalManifestStoreFactory implements Factory<ManifestStore> {
    @Override
    public Class<ManifestStore> kind() {
        return ManifestStore.class;
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
    public ManifestStore create(Settings settings, Parts parts) {
        return new RelationalManifestStore(parts.the(RelationalStore.class));
    }
}
