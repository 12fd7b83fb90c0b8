// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.database.RelationalStore;

/** {@code relational}: makes a {@link RelationalCatalog} over the process's {@link RelationalStore}; its setting {@code face} says where changes come from. */
public final class RelationalCatalogFactory implements Factory<Catalog> {
    @Override
    public Class<Catalog> kind() {
        return Catalog.class;
    }

    @Override
    public String name() {
        return "relational";
    }

    @Override
    public SettingsSpec settings() {
        return SettingsSpec.of(Face.SETTING);
    }

    @Override
    public Catalog create(Settings settings, Parts parts) {
        return new RelationalCatalog(parts.the(RelationalStore.class), settings.get(Face.SETTING));
    }
}
