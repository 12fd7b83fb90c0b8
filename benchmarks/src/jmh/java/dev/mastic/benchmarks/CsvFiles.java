// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.benchmarks;

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
import dev.mastic.core.type.Observed;
import dev.mastic.core.type.Type;
import dev.mastic.formats.csv.CsvFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** Our reader and inference over the CSV files of a folder, told nothing of them. */
record CsvFiles(Path folder) {
    private static Format format() {
        var factory = new CsvFormat.Plugin();
        return factory.create(factory.settings().of("bench", Map.of()), null);
    }

    private List<FileItem> files() {
        return FileListing.list(folder.toString(), new Configuration());
    }

    private Match match() {
        return format().sniff(new InputFile(files().get(0), new Configuration()).sample())
                .orElseThrow();
    }

    DynamicFrame read(SparkSession session, Type.Struct type) {
        var scan = new FileScan("bench", files(), match(), type, Type.Struct.EMPTY);
        return format().read(LazySpark.of(session), scan, FrameContext.outsideJobs(Registry.fromClasspath()));
    }

    /** All rows of all files; the format uses as many threads as there are processors. */
    Observed observe(long maxBytes) {
        var match = match();
        return files().stream()
                .map(item -> format().observe(new InputFile(item, new Configuration()), match, maxBytes)
                        .observed())
                .reduce(Observed.nothing(), Observed::merge);
    }
}
