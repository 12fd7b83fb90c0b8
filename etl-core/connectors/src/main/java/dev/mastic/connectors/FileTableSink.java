// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.HadoopPart;
import dev.mastic.core.io.Sink;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;

/** Makes sinks of tables whose files anyone may read: {@code table = "sales.orders", format = parquet, path = "…"}. */
public final class FileTableSink implements Factory<Sink> {
    static final Setting<Boolean> UPDATE_CATALOG = Setting.bool("update-catalog")
            .defaultsTo(false)
            .doc("Whether new partitions, new columns and the table itself come into the catalog with the files, as"
                    + " with Glue's enableUpdateCatalog.");
    static final Setting<CatalogTable.Update> UPDATE_BEHAVIOR = Setting.oneOf(
                    "update-behavior", CatalogTable.Update.class)
            .doc("What update-catalog changes: update-in-database everything, which is the default, log only new"
                    + " partitions of rows without new columns.");
    private static final Setting<TableName> TABLE = Setting.parsed("table", "database.table", TableName::parse)
            .required()
            .doc("The table as database.table.");
    private static final Setting<String> PATH = Setting.path("path").required().doc("The folder of the table.");

    @Override
    public Class<Sink> kind() {
        return Sink.class;
    }

    @Override
    public String name() {
        return "table";
    }

    @Override
    public SettingsSpec settings() {
        return SettingsSpec.of(
                TABLE,
                FileSettings.FORMAT,
                PATH,
                FileSettings.MODE,
                FileSettings.PARTITION_BY,
                FileSettings.REPLACED_FOLDERS,
                FileSettings.COMPRESSION,
                UPDATE_CATALOG,
                UPDATE_BEHAVIOR);
    }

    @Override
    public Sink create(Settings settings, Parts parts) {
        var path = settings.get(PATH);
        var root = FileListing.plain(
                Target.at(path, HadoopPart.configuration(parts)).root());
        var files = new CatalogTable.Files(
                settings.get(FileSettings.FORMAT), FileSettings.format(settings, path, parts), new KnownFormats(parts));
        var table = new CatalogTable(
                parts.the(Catalog.class),
                settings.get(TABLE),
                CatalogTable.slashed(root),
                files,
                settings.get(FileSettings.PARTITION_BY),
                update(settings));
        return FileSettings.open(settings, path, table, parts);
    }

    private static CatalogTable.Update update(Settings settings) {
        var behavior = settings.find(UPDATE_BEHAVIOR);
        if (behavior.isPresent() && !settings.get(UPDATE_CATALOG)) {
            throw new UsageException("Cannot follow " + UPDATE_BEHAVIOR.name() + " without " + UPDATE_CATALOG.name()
                    + " = true at " + settings.origin(UPDATE_BEHAVIOR));
        }
        return settings.get(UPDATE_CATALOG)
                ? behavior.orElse(CatalogTable.Update.UPDATE_IN_DATABASE)
                : CatalogTable.Update.NONE;
    }
}
