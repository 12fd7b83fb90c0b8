// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.io.Source;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import java.util.ArrayList;
import java.util.List;

/** Makes sources of databases that the catalog has a connection to: {@code connection = shop, dbtable = "public.orders"}. */
public final class ConnectionSource implements Factory<Source> {
    static final Setting<String> CONNECTION = Setting.string("connection")
            .required()
            .doc("The name of a connection in the catalog, which says where the database is and who asks.");

    @Override
    public Class<Source> kind() {
        return Source.class;
    }

    @Override
    public String name() {
        return CONNECTION.name();
    }

    @Override
    public SettingsSpec settings() {
        var all = new ArrayList<Setting<?>>(List.of(CONNECTION));
        all.addAll(JdbcSource.Plugin.besidePlace());
        return new SettingsSpec(all);
    }

    @Override
    public Source create(Settings settings, Parts parts) {
        var connection = CatalogConnection.of(parts.the(Catalog.class), settings.get(CONNECTION));
        return JdbcSource.Plugin.of(connection.postgres(), settings);
    }
}
