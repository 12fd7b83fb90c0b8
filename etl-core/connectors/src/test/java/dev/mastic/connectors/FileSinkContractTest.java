// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.NoSuchPathException;
import dev.mastic.core.io.Sink;
import dev.mastic.testkit.SinkContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.io.TempDir;

class FileSinkContractTest extends SinkContract {
    @TempDir
    Path folder;

    @Override
    protected Sink open() {
        return TestParts.sink(folder.resolve("out"), Map.of());
    }

    @Override
    protected Optional<Sink> openReplacing() {
        return Optional.of(TestParts.sink(folder.resolve("out"), Map.of("mode", "replace")));
    }

    @Override
    protected Optional<Sink> openReplacingPartitions() {
        var settings = Map.of("mode", "replace-partitions", "partition-by", "name");
        return Optional.of(TestParts.sink(folder.resolve("out"), settings));
    }

    @Override
    protected boolean remembersInputs() {
        return true;
    }

    @Override
    protected List<Long> visible(SparkSession spark, String frame) {
        return visible(spark, folder.resolve("out").resolve(frame));
    }

    /** The ids in the files that readers of Mastic see. */
    static List<Long> visible(SparkSession spark, Path folder) {
        var files = files(folder);
        return files.isEmpty()
                ? List.of()
                : spark
                        .read()
                        .schema("id long")
                        .parquet(files.toArray(String[]::new))
                        .as(Encoders.LONG())
                        .collectAsList()
                        .stream()
                        .sorted()
                        .toList();
    }

    static List<String> files(Path folder) {
        try {
            return FileListing.list(folder.toString(), new Configuration()).stream()
                    .map(FileItem::path)
                    .toList();
        } catch (NoSuchPathException e) {
            return List.of();
        }
    }
}
