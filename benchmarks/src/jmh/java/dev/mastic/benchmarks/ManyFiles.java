// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.benchmarks;

import dev.mastic.core.Arguments;
import dev.mastic.core.SessionParts;
import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.config.Problems;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.plugin.Registry;
import dev.mastic.engine.JobFile;
import dev.mastic.engine.JobRunner;
import dev.mastic.engine.Planner;
import dev.mastic.engine.RunIds;
import dev.mastic.engine.RunOptions;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.network.util.JavaUtils;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * What the protocol of a run costs: a million rows into a thousand partitions of one Parquet file each. By hand Spark writes them, with its
 * own committer; ours is a whole run of a job with its state: lease, listing, slices, journal, staging, commit, bookmark, report.
 */
final class ManyFiles implements Scenario {
    private static final int PARTITIONS = 1000;
    private static final int ROWS = 1_000_000;
    private static final String JOB = """
            job {
              name = many-files
              sources { rows { path = "in", format = parquet } }
              sinks { out { in = rows, path = "out-mastic", format = parquet, partition-by = [part] } }
            }
            """;

    @Override
    public String name() {
        return "many-files";
    }

    @Override
    public void generate(Input input) throws IOException {
        Files.createDirectories(home(input).resolve("in"));
        Files.writeString(home(input).resolve("job.conf"), JOB);
    }

    @Override
    public List<Side> sides(SparkSession session, Input input) {
        var home = home(input);
        makeRows(session, home.resolve("rows"));
        return List.of(new ByHand(session, home), new Ours(session, home, parts(home)));
    }

    /** Sorted by partition, so that each has one file, and in one file for each of two threads. */
    private static void makeRows(SparkSession session, Path rows) {
        if (Files.exists(rows.resolve("_SUCCESS"))) {
            return;
        }
        session.range(ROWS)
                .select(
                        functions.col("id"),
                        functions.expr("cast(id % " + PARTITIONS + " as int)").as("part"),
                        functions.expr("sha2(cast(id as string), 256)").as("text"))
                .repartitionByRange(2, functions.col("part"))
                .sortWithinPartitions("part")
                .write()
                .mode("overwrite")
                .parquet(rows.toString());
    }

    /** The state is opened before the clock, as the session is. */
    private static SessionParts parts(Path home) {
        var settings = Map.of(
                "db", home.resolve("mastic.db").toString(),
                "warehouse", home.resolve("warehouse").toString());
        var parts = new SessionParts(Registry.fromClasspath(), settings, new Configuration());
        parts.the(BookmarkStore.class);
        return parts;
    }

    private static Path home(Input input) {
        return input.folder().resolve("many-files");
    }

    private record ByHand(SparkSession session, Path home) implements Side {
        @Override
        public String name() {
            return Outcome.SPARK;
        }

        @Override
        public void prepare() {
            remove(home.resolve("out-spark").toFile());
        }

        @Override
        public void run() {
            var out = home.resolve("out-spark").toString();
            session.read()
                    .parquet(home.resolve("rows").toString())
                    .write()
                    .partitionBy("part")
                    .parquet(out);
        }

        @Override
        public String fingerprint() {
            return written(session, home.resolve("out-spark"));
        }
    }

    private record Ours(SparkSession session, Path home, SessionParts parts) implements Side {
        @Override
        public String name() {
            return Outcome.MASTIC;
        }

        /** The same rows under names that no run has read. */
        @Override
        public void prepare() {
            remove(home.resolve("out-mastic").toFile());
            remove(home.resolve("in").toFile());
            try (var rows = Files.newDirectoryStream(home.resolve("rows"), "*.parquet")) {
                var in = Files.createDirectories(home.resolve("in"));
                for (var file : rows) {
                    Files.createLink(in.resolve(System.nanoTime() + ".parquet"), file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void run() {
            var problems = new Problems();
            var spec = JobFile.read(home.resolve("job.conf"), List.of(), Arguments.none(), parts.registry(), problems);
            var plan = spec.map(written -> Planner.plan(written, parts, problems));
            problems.throwIfAny("the job");
            new JobRunner(parts, new LazySpark(() -> session))
                    .run(plan.orElseThrow(), RunOptions.of(RunIds.next(), "mastic.db"));
        }

        @Override
        public String fingerprint() {
            return written(session, home.resolve("out-mastic"));
        }
    }

    private static String written(SparkSession session, Path folder) {
        var rows = session.read().parquet(folder.toString());
        return rows.inputFiles().length + " files | " + FrameSide.of(rows);
    }

    private static void remove(File folder) {
        try {
            JavaUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
