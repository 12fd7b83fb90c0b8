// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.grok;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.FileScan;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.Format.Inference;
import dev.mastic.core.io.InputFile;
import dev.mastic.core.io.Match;
import dev.mastic.core.plugin.Registry;
import dev.mastic.core.type.Resolution;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.testkit.SparkExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;

/** Files of logs, and what becomes of them. */
record LogFolder(Path folder, Map<String, Object> options) {
    private static final Configuration CONFIGURATION = new Configuration();

    /** Logs that are found by themselves. */
    static LogFolder known(Path folder) {
        return new LogFolder(folder, Map.of());
    }

    /** Logs of a pattern. */
    static LogFolder of(Path folder, String pattern) {
        return new LogFolder(folder, Map.of("grok-pattern", pattern));
    }

    LogFolder with(String name, String text) throws IOException {
        return with(name, text, StandardCharsets.UTF_8);
    }

    LogFolder with(String name, String text, Charset charset) throws IOException {
        Files.write(folder.resolve(name), text.getBytes(charset));
        return this;
    }

    LogFolder packed(String name, String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var packed = new GZIPOutputStream(bytes)) {
            packed.write(text.getBytes(StandardCharsets.UTF_8));
        }
        Files.write(folder.resolve(name), bytes.toByteArray());
        return this;
    }

    private Format format() {
        var plugin = new GrokFormat.Plugin();
        return plugin.create(plugin.settings().of("logs", options), null);
    }

    private List<FileItem> files() {
        return FileListing.list(folder.toString(), CONFIGURATION);
    }

    private InputFile first() {
        return new InputFile(files().get(0), CONFIGURATION);
    }

    /** The match of the first file. */
    Match match() {
        return format().sniff(first().sample()).orElseThrow();
    }

    /** What is seen in the first file. */
    Inference observed() {
        return format().observe(first(), match(), Long.MAX_VALUE);
    }

    /** The columns of the first file. */
    Type.Struct type() {
        return Resolution.LOSSLESS.resolveRows(observed().observed());
    }

    /** The rows of all files, as the first one is. */
    DynamicFrame read() {
        return read(type());
    }

    DynamicFrame read(String type) {
        return read((Type.Struct) TypeString.parse(type));
    }

    private DynamicFrame read(Type.Struct type) {
        var scan = new FileScan("logs", files(), match(), type, Type.Struct.EMPTY);
        return format().read(
                        LazySpark.of(SparkExtension.session()), scan, FrameContext.outsideJobs(Registry.of(List.of())));
    }

    /** The rows as text. */
    static List<String> rows(DynamicFrame frame) {
        return frame.toDF().collectAsList().stream().map(Row::toString).toList();
    }

    /** What is refused, after the rows were read: line, offset, column, reason. */
    static List<String> faults(DynamicFrame frame) {
        frame.toDF().collectAsList();
        return frame.errorsAsDynamicFrame().toDF().sort("source", "offset").collectAsList().stream()
                .map(fault -> fault.get(2) + " at " + fault.get(1) + " " + fault.get(4) + ": " + fault.get(5))
                .toList();
    }
}
