// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.NoSuchPartException;
import dev.mastic.core.plugin.Parts;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.catalog.Catalog;

/**
 * {@code mastic}: makes a {@link MasticIcebergCatalog} over the process's catalog. Hadoop's configuration is the process's part of that
 * kind, else what {@code core-site.xml} on the class path says.
 */
public final class MasticIcebergCatalogFactory implements Factory<Catalog> {
    /** Where tables lie. */
    static final Setting<String> WAREHOUSE = Setting.path("warehouse")
            .required()
            .doc(
                    "Folder or URI for the tables of databases without a location of their own: warehouse/database/table.");

    @Override
    public Class<Catalog> kind() {
        return Catalog.class;
    }

    @Override
    public String name() {
        return "mastic";
    }

    @Override
    public SettingsSpec settings() {
        return SettingsSpec.of(WAREHOUSE);
    }

    @Override
    public Catalog create(Settings settings, Parts parts) {
        return MasticIcebergCatalog.of(parts, settings.get(WAREHOUSE), configuration(parts));
    }

    /** Hadoop's configuration of a process. */
    static Configuration configuration(Parts parts) {
        try {
            return parts.the(Configuration.class);
        } catch (NoSuchPartException e) {
            return new Configuration();
        }
    }
}
