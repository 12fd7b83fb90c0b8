// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.benchmarks;

import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.FileScan;
import dev.mastic.core.io.InputFile;
import dev.mastic.core.io.Match;
import dev.mastic.core.plugin.Registry;
import dev.mastic.core.type.Observed;
import dev.mastic.core.type.Type;
import dev.mastic.formats.json.JsonFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/**
 * Our reader and inference over the JSON files of a folder.
 *
 * @param configuration made once, as Spark's own is: it is read from XML
 */
record JsonFiles(Path folder, Configuration configuration) {
    private static final int THREADS = 2;

    static final Match MATCH = new Match(JsonFormat.NAME, 1, "none", Map.of());

    static JsonFiles in(Path folder, SparkSession session) {
        return new JsonFiles(folder, session.sessionState().newHadoopConf());
    }

    DynamicFrame read(SparkSession session, Type.Struct type) {
        var files = FileListing.list(folder.toString(), configuration);
        var scan = new FileScan("bench", files, MATCH, type, Type.Struct.EMPTY);
        return new JsonFormat().read(LazySpark.of(session), scan, FrameContext.outsideJobs(Registry.fromClasspath()));
    }

    /** How one file is looked at. */
    interface Look {
        Observed at(InputFile file) throws IOException;
    }

    /** All rows of all files. */
    Observed observe(long maxBytes) {
        return observe(file -> new JsonFormat().observe(file, MATCH, maxBytes).observed());
    }

    /** What is seen in all files, on as many threads as Spark has. */
    Observed observe(Look look) {
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            var running = FileListing.list(folder.toString(), configuration).stream()
                    .map(item -> threads.submit(() -> look.at(new InputFile(item, configuration))))
                    .toList();
            var all = Observed.nothing();
            for (var one : running) {
                all = all.merge(one.get());
            }
            return all;
        } catch (Exception e) { // futures wrap whatever it is
            throw new IllegalStateException("Cannot observe " + folder, e);
        } finally {
            threads.shutdownNow();
        }
    }
}
