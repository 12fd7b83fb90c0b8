// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.FileScan;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.InputFile;
import dev.mastic.core.io.Match;
import dev.mastic.core.plugin.Registry;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.testkit.SparkExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;

/** JSON files of a test, and frames of them. */
record JsonFolder(Path folder) {
    static final Match MATCH = new Match("json", 1, "none", Map.of());
    private static final Configuration CONFIGURATION = new Configuration();

    FileItem file(String name, String text) {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    FileItem file(String name, byte[] bytes) {
        try {
            var file = folder.resolve(name);
            Files.write(file, bytes);
            return FileListing.list(file.toString(), CONFIGURATION).get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DynamicFrame frame(String text, String type) {
        return frame(List.of(file("rows.json", text)), type);
    }

    static DynamicFrame frame(List<FileItem> files, String type) {
        return frame(files, (Type.Struct) TypeString.parse(type));
    }

    static DynamicFrame frame(List<FileItem> files, Type.Struct type) {
        return frame(new JsonFormat(), new FileScan("orders", files, MATCH, type, Type.Struct.EMPTY));
    }

    static DynamicFrame frame(Format format, Match match, List<FileItem> files, String type) {
        var struct = (Type.Struct) TypeString.parse(type);
        return frame(format, new FileScan("orders", files, match, struct, Type.Struct.EMPTY));
    }

    static DynamicFrame frame(Format format, FileScan scan) {
        var context = FrameContext.outsideJobs(Registry.of(List.of()));
        return format.read(LazySpark.of(SparkExtension.session()), scan, context);
    }

    static Format.Inference observe(FileItem file) {
        return observe(file, Long.MAX_VALUE);
    }

    static Format.Inference observe(FileItem file, long maxBytes) {
        return new JsonFormat().observe(new InputFile(file, CONFIGURATION), MATCH, maxBytes);
    }

    /** The refused rows so far, by file and offset. */
    static List<Row> faults(DynamicFrame frame) {
        return frame.errorsAsDynamicFrame().toDF().sort("source", "offset").collectAsList();
    }

    /** The rows as Spark writes them as JSON; what is null is left out. */
    static List<String> rows(DynamicFrame frame) {
        return frame.toDF().toJSON().collectAsList();
    }
}
