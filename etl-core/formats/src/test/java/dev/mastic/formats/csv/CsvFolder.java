// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.FileScan;
import dev.mastic.core.io.Format.Inference;
import dev.mastic.core.io.InputFile;
import dev.mastic.core.io.Match;
import dev.mastic.core.plugin.Registry;
import dev.mastic.core.type.Resolution;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.testkit.SparkExtension;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;

/** Files of delimited text, and what becomes of them. */
record CsvFolder(Path folder) {
    private static final Configuration CONFIGURATION = new Configuration();

    /** Writes a file in UTF-8. */
    CsvFolder with(String name, String text) throws IOException {
        return with(name, text, StandardCharsets.UTF_8);
    }

    CsvFolder with(String name, String text, Charset charset) throws IOException {
        return with(name, text.getBytes(charset));
    }

    CsvFolder with(String name, byte[] bytes) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.write(folder.resolve(name), bytes);
        return this;
    }

    /** The match of the first file. */
    Match match() {
        return new CsvFormat(Map.of()).sniff(first().sample()).orElseThrow();
    }

    Dialect dialect() {
        return Dialect.of(match().dialect());
    }

    /** What is seen in the first file. */
    Inference observed() {
        return new CsvFormat(Map.of()).observe(first(), match(), Long.MAX_VALUE);
    }

    private InputFile first() {
        return new InputFile(files().get(0), CONFIGURATION);
    }

    private List<FileItem> files() {
        return FileListing.list(folder.toString(), CONFIGURATION);
    }

    /** The columns of the first file. */
    Type.Struct type() {
        return Resolution.LOSSLESS.resolveRows(observed().observed());
    }

    /** The rows of all files, as the first one is. */
    DynamicFrame read() {
        return read(type(), match());
    }

    DynamicFrame read(String type) {
        return read((Type.Struct) TypeString.parse(type), match());
    }

    DynamicFrame read(Type.Struct type, Match match) {
        return read(type, match, Map.of());
    }

    DynamicFrame read(Type.Struct type, Match match, Map<String, String> overrides) {
        var scan = new FileScan("orders", files(), match, type, Type.Struct.EMPTY);
        return new CsvFormat(overrides)
                .read(LazySpark.of(SparkExtension.session()), scan, FrameContext.outsideJobs(Registry.of(List.of())));
    }

    /** The rows as text. */
    static List<String> rows(DynamicFrame frame) {
        return frame.toDF().collectAsList().stream().map(Row::toString).toList();
    }

    /** What is refused, after the rows were read: line, column, reason and raw text. */
    static List<String> faults(DynamicFrame frame) {
        frame.toDF().collectAsList();
        return frame
                .errorsAsDynamicFrame()
                .toDF()
                .sort("source", "offset")
                .select("line", "column", "reason", "raw")
                .collectAsList()
                .stream()
                .map(Row::toString)
                .toList();
    }
}
