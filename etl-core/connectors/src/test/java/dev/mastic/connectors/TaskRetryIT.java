// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.Token;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.plugin.Registry;
import dev.mastic.testkit.Inputs;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts under retry, in a JVM of its own: the session of the tests gives tasks one attempt. */
class TaskRetryIT {
    private static final Output OUTPUT =
            new Output(new Run("job", "r1", new Token(1)), "lake", Inputs.of("0a"), Optional.empty());

    @TempDir
    Path folder;

    /** What the child does: each task's first attempt fails after half of its rows. */
    public static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws IOException {
            var folder = Path.of(arguments[0]);
            try (var spark = SparkSession.builder()
                    .master("local[2,3]")
                    .config("spark.ui.enabled", "false")
                    .config("spark.driver.host", "127.0.0.1")
                    .config("spark.driver.bindAddress", "127.0.0.1")
                    .config("spark.sql.files.maxRecordsPerFile", "30")
                    .getOrCreate()) {
                var rows = spark.range(0, 1000, 1, 4)
                        .as(Encoders.LONG())
                        .mapPartitions((MapPartitionsFunction<Long, Long>) Failing::new, Encoders.LONG())
                        .toDF("id");
                var frame = DynamicFrame.fromDF(rows, "rows", FrameContext.outsideJobs(Registry.of(List.of())));
                var staged = TestParts.sink(folder, Map.of()).stage(Frames.of("", frame), OUTPUT);
                var onDisk = below(folder.resolve("_mastic")).size();
                var receipt = staged.commit();
                var visible = FileSinkContractTest.visible(spark, folder);
                System.out.println("rows=" + receipt.rows() + " files=" + receipt.files() + " visible="
                        + visible.size() + " distinct="
                        + visible.stream().distinct().count() + " left="
                        + (onDisk > receipt.files()));
            }
        }
    }

    /** Fails in the middle of the first attempt of a task. */
    private static final class Failing implements Iterator<Long> {
        private final Iterator<Long> rows;
        private int given;

        Failing(Iterator<Long> rows) {
            this.rows = rows;
        }

        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public Long next() {
            if (++given > 125 && TaskContext.get().attemptNumber() == 0) {
                throw new IllegalStateException("the first attempt fails half-way");
            }
            return rows.next();
        }
    }

    @Test
    void countsAndCommitsEachRowOnce() throws Exception {
        var command = new ArrayList<String>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option ->
                        option.startsWith("--add-opens") || option.startsWith("-Xmx") || option.startsWith("@"))
                .toList());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(Child.class.getName(), folder.resolve("out").toString()));
        var log = folder.resolve("log");
        var child = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        child.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        assertThat(child.start().waitFor()).as(() -> read(log)).isZero();
        assertThat(read(log)).contains("rows=1000 files=36 visible=1000 distinct=1000 left=true");
    }

    private static List<Path> below(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(".parquet")).toList();
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
