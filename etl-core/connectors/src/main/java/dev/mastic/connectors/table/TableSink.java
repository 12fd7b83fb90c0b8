// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.table;

import dev.mastic.connectors.FileTableSink;
import dev.mastic.connectors.iceberg.IcebergSink;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.Sink;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes sinks of tables: the name {@code table}. The format decides between those of Iceberg and those of plain files,
 * each of which refuses the settings that only the other has.
 */
public final class TableSink implements Factory<Sink> {
    private static final String ICEBERG = "iceberg";
    private static final Setting<String> FORMAT = Setting.string("format")
            .defaultsTo(ICEBERG)
            .doc("The table format: iceberg, or a format of files, such as parquet, whose table has a path.");
    private static final Setting<String> MODE = Setting.string("mode")
            .doc("What becomes of the rows that are there: append, which is the default, leaves them; what else there"
                    + " is depends on the format.");

    private final Factory<Sink> iceberg = new IcebergSink.Plugin();
    private final Factory<Sink> files = new FileTableSink();

    @Override
    public Class<Sink> kind() {
        return Sink.class;
    }

    @Override
    public String name() {
        return "table";
    }

    /** The settings of both; of two of one name, those of Iceberg, unless they stand here. */
    @Override
    public SettingsSpec settings() {
        var all = new ArrayList<Setting<?>>(List.of(FORMAT, MODE));
        for (var factory : List.of(iceberg, files)) {
            for (var setting : factory.settings().settings()) {
                if (all.stream().noneMatch(known -> known.name().equals(setting.name()))) {
                    all.add(isShared(setting) ? setting : optional(setting));
                }
            }
        }
        return new SettingsSpec(all);
    }

    @Override
    public Sink create(Settings settings, Parts parts) {
        var format = settings.get(FORMAT);
        if (parts.registry().find(Format.class, format).isEmpty() && !format.equals(ICEBERG)) {
            throw new UsageException("Cannot write a table: no such format: '" + format + "' "
                    + Suggestion.among(format, parts.registry().names(Format.class)) + " at "
                    + settings.origin(FORMAT));
        }
        var factory = format.equals(ICEBERG) ? iceberg : files;
        return factory.create(factory.settings().of("table sink of format " + format, settings), parts);
    }

    private boolean isShared(Setting<?> setting) {
        return iceberg.settings().names().contains(setting.name())
                && files.settings().names().contains(setting.name());
    }

    /** What one of the two demands, the other may not know. */
    private static <T> Setting<T> optional(Setting<T> setting) {
        return new Setting<>(setting.name(), setting.reader(), setting.fallback(), false, setting.doc());
    }
}
