// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.io.Sink;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import java.util.ArrayList;
import java.util.List;

/** Makes sinks of databases that the catalog has a connection to: {@code connection = shop, dbtable = "public.newest"}. */
public final class ConnectionSink implements Factory<Sink> {
    @Override
    public Class<Sink> kind() {
        return Sink.class;
    }

    @Override
    public String name() {
        return ConnectionSource.CONNECTION.name();
    }

    @Override
    public SettingsSpec settings() {
        var all = new ArrayList<Setting<?>>(List.of(ConnectionSource.CONNECTION));
        all.addAll(JdbcSink.Plugin.besidePlace());
        return new SettingsSpec(all);
    }

    @Override
    public Sink create(Settings settings, Parts parts) {
        var connection = CatalogConnection.of(parts.the(Catalog.class), settings.get(ConnectionSource.CONNECTION));
        return JdbcSink.Plugin.of(connection.postgres(), settings, parts);
    }
}
