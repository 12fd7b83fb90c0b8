// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import dev.mastic.testkit.SparkExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.Encoders;

/** Single Parquet files for tests, with a column {@code id long}. */
final class ParquetFiles {
    private ParquetFiles() {}

    static void put(Path file, long... ids) {
        try {
            var temporary = Files.createTempDirectory("parquet-files");
            var made = temporary.resolve("made");
            var boxed = Arrays.stream(ids).boxed().toList();
            SparkExtension.session()
                    .createDataset(boxed, Encoders.LONG())
                    .toDF("id")
                    .coalesce(1)
                    .write()
                    .parquet(made.toString());
            Files.createDirectories(file.getParent());
            try (var parts = Files.list(made)) {
                var part = parts.filter(path -> path.getFileName().toString().startsWith("part-"))
                        .findFirst()
                        .orElseThrow();
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            }
            FileUtil.fullyDelete(temporary.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
