// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.HadoopPart;
import dev.mastic.core.plugin.Parts;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What every sink that writes files lets its users say, and the sink that comes of it. */
final class FileSettings {
    static final Setting<String> FORMAT =
            Setting.string("format").defaultsTo("parquet").doc("The format of the files.");
    static final Setting<WriteMode> MODE = Setting.oneOf("mode", WriteMode.class)
            .defaultsTo(WriteMode.APPEND)
            .doc("What becomes of rows that are there: append leaves them, replace takes all of them away, and"
                    + " replace-partitions those in the partitions that are written to.");
    static final Setting<List<String>> PARTITION_BY = Setting.stringsOrNone("partition-by")
            .defaultsTo(List.of())
            .doc("Columns that become folders, such as year=2024, in this order; the files do not hold them.");
    static final Setting<List<String>> REPLACED_FOLDERS = Setting.stringsOrNone("replaced-folders")
            .defaultsTo(List.of())
            .doc(
                    "With mode = replace: the folders below the target that are emptied, such as year=2024, instead of all.");
    static final Setting<String> COMPRESSION = Setting.string("compression")
            .doc(
                    "The codec of the files, such as snappy, zstd, gzip or none, in small or large letters; by default the format's own.");

    private FileSettings() {}

    /** The format that is to be written. */
    static Format format(Settings settings, String location, Parts parts) {
        return new KnownFormats(parts).get(settings.get(FORMAT), "write " + location);
    }

    /** The sink. */
    static FileSink open(Settings settings, String location, Registration registration, Parts parts) {
        var name = settings.get(FORMAT);
        var format = format(settings, location, parts);
        var writer = format.writer()
                .orElseThrow(() -> new UsageException("Cannot write " + location + ": format '" + name
                        + "' is only read (expected one of "
                        + String.join(", ", new KnownFormats(parts).written()) + ") at " + settings.origin(FORMAT)));
        var partitionBy = partitionBy(settings);
        var options = settings.find(COMPRESSION)
                .map(codec -> Map.of("compression", codec(codec, format, settings)))
                .orElse(Map.of());
        var files = new FileSink.Files(
                name,
                format,
                new WritableSchema(name, writer, partitionBy),
                new FrameWriter(writer, partitionBy, options));
        var target = Target.at(location, HadoopPart.configuration(parts));
        return new FileSink(
                new FilePlace(target, mode(settings, partitionBy), registration, replaced(settings)),
                files,
                FrameContext.outsideJobs(parts.registry()));
    }

    /** What the writer calls a codec. */
    private static String codec(String name, Format format, Settings settings) {
        var codecs = format.codecs();
        if (codecs.isEmpty()) {
            return name;
        }
        return Optional.ofNullable(codecs.get(name.toLowerCase(Locale.ROOT)))
                .orElseThrow(() -> new UsageException("Cannot write " + settings.get(FORMAT) + " by codec '" + name
                        + "': its writer has none of this name "
                        + Suggestion.among(name, new TreeSet<>(codecs.keySet()))
                        + " at " + settings.origin(COMPRESSION)));
    }

    private static WriteMode mode(Settings settings, List<String> partitionBy) {
        var mode = settings.get(MODE);
        if (mode == WriteMode.REPLACE_PARTITIONS && partitionBy.isEmpty()) {
            throw new UsageException("Cannot replace partitions: there are none (expected " + PARTITION_BY.name()
                    + ", or mode = replace) at " + settings.origin(MODE));
        }
        return mode;
    }

    private static List<String> replaced(Settings settings) {
        var folders = settings.get(REPLACED_FOLDERS);
        if (!folders.isEmpty() && settings.get(MODE) != WriteMode.REPLACE) {
            throw new UsageException("Cannot replace folders: " + REPLACED_FOLDERS.name()
                    + " goes with mode = replace at " + settings.origin(REPLACED_FOLDERS));
        }
        return folders;
    }

    private static List<String> partitionBy(Settings settings) {
        var names = settings.get(PARTITION_BY);
        if (names.stream().distinct().count() < names.size()) {
            throw new UsageException("Cannot partition by " + String.join(", ", names) + ": a column is named twice at "
                    + settings.origin(PARTITION_BY));
        }
        return names;
    }
}
