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
import dev.mastic.core.io.Staged;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.plugin.Registry;
import dev.mastic.testkit.Inputs;
import dev.mastic.testkit.TestJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.deploy.worker.Worker;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import scala.Option;

/**
 * Counts and rows where the first attempts of tasks do not end: they fail, are overtaken by speculative twins, or lose
 * their executor. In a JVM of its own: the session of the tests gives tasks one attempt.
 */
class TaskRetryIT {
    private static final int ROWS = 1000;
    private static final List<String> FORMATS = List.of("parquet", "orc", "json", "csv");

    @TempDir
    Path folder;

    /** What becomes of a task's first attempt after half of its rows. */
    enum Accident {
        /** It fails, in every task. */
        FAILS {
            @Override
            void happen() {
                throw new IllegalStateException("the first attempt fails half-way");
            }
        },
        /** It sleeps in one task, so that Spark starts a twin. */
        SLEEPS {
            @Override
            void happen() {
                try {
                    Thread.sleep(TaskContext.getPartitionId() == 3 ? LONG_MILLIS : 0);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        },
        /** Its executor is gone, in one task. */
        DIES {
            @Override
            void happen() {
                if (TaskContext.getPartitionId() == 1) {
                    Runtime.getRuntime().halt(137);
                }
            }
        };

        private static final long LONG_MILLIS = 120_000;

        abstract void happen();
    }

    /** What the child does. */
    public static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws IOException {
            var accident = Accident.valueOf(arguments[1]);
            try (var spark = session(accident)) {
                for (var format : FORMATS) {
                    var target = Path.of(arguments[0], format);
                    var staged = stage(spark, accident, format, target);
                    long onDisk = below(target);
                    var receipt = staged.commit();
                    var visible = visible(spark, format, target);
                    System.out.println("written: " + format + " rows=" + receipt.rows() + " visible=" + visible.size()
                            + " distinct="
                            + visible.stream().distinct().count() + " exact="
                            + (receipt.files()
                                    == FileSinkContractTest.files(target).size()) + " left="
                            + (onDisk > receipt.files()));
                }
            }
            // the cluster's threads do not end by themselves
            System.exit(0);
        }

        /** A master and two workers; Spark starts no twin of a task on the same host. */
        private static String cluster() {
            var conf = new SparkConf();
            var master = Master.startRpcEnvAndEndpoint("127.0.0.1", 0, 0, conf);
            var url = "spark://" + master._1().address().hostPort();
            for (int number = 1; number <= 2; number++) {
                Worker.startRpcEnvAndEndpoint(
                        "127.0.0." + number,
                        0,
                        0,
                        1,
                        1024,
                        new String[] {url},
                        System.getenv("SPARK_HOME") + "/work",
                        Option.apply(number),
                        conf,
                        Option.empty());
            }
            return url;
        }

        private static SparkSession session(Accident accident) {
            return SparkSession.builder()
                    .master(accident == Accident.FAILS ? "local[2,3]" : cluster())
                    .config("spark.ui.enabled", "false")
                    .config("spark.driver.host", "127.0.0.1")
                    .config("spark.driver.bindAddress", "127.0.0.1")
                    .config("spark.executor.memory", "512m")
                    .config("spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
                    .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                    .config("spark.speculation", accident == Accident.SLEEPS)
                    .config("spark.speculation.interval", "100ms")
                    .config("spark.speculation.multiplier", "1.1")
                    .config("spark.speculation.quantile", "0.5")
                    .config("spark.sql.files.maxRecordsPerFile", "100")
                    .getOrCreate();
        }

        private static Staged stage(SparkSession spark, Accident accident, String format, Path target) {
            var rows = spark.range(0, ROWS, 1, 4)
                    .as(Encoders.LONG())
                    .mapPartitions(
                            (MapPartitionsFunction<Long, Long>) part -> new Broken(part, accident), Encoders.LONG())
                    .toDF("id");
            var frame = DynamicFrame.fromDF(rows, "rows", FrameContext.outsideJobs(Registry.of(List.of())));
            var run = new Run("job", "r1", new Token(1));
            var output = new Output(run, "lake", Inputs.of("0a"), Optional.empty());
            var maker = new FileSink.Plugin();
            var settings = maker.settings().of("test", Map.of("path", target.toString(), "format", format));
            return maker.create(settings, parts()).stage(Frames.of("", frame), output);
        }

        /** How many files of data there are, whether they count or not. */
        private static long below(Path target) throws IOException {
            try (var all = Files.walk(target)) {
                return all.filter(file -> file.getFileName().toString().startsWith("part-"))
                        .count();
            }
        }

        private static Parts parts() {
            var formats = new ArrayList<>(PlainWriters.all());
            formats.add(new PlainParquet.Plugin());
            return new TestParts(Registry.of(formats), Map.of(Configuration.class, new Configuration()));
        }

        private static List<Long> visible(SparkSession spark, String format, Path target) {
            var files = FileSinkContractTest.files(target).toArray(String[]::new);
            return spark.read()
                    .schema("id long")
                    .format(format)
                    .load(files)
                    .as(Encoders.LONG())
                    .collectAsList();
        }
    }

    /** Rows among which the accident happens, in the first attempt of a task. */
    private static final class Broken implements Iterator<Long> {
        private final Iterator<Long> rows;
        private final Accident accident;
        private int given;

        Broken(Iterator<Long> rows, Accident accident) {
            this.rows = rows;
            this.accident = accident;
        }

        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public Long next() {
            if (++given == ROWS / 8 && TaskContext.get().attemptNumber() == 0) {
                accident.happen();
            }
            return rows.next();
        }
    }

    @Test
    void countsAndCommitsEachRowOnce() throws Exception {
        countsAndCommitsEachRowOnce(Accident.FAILS);
    }

    @Tag("chaos")
    @ParameterizedTest
    @EnumSource(names = {"SLEEPS", "DIES"})
    void countsAndCommitsEachRowOnceOnACluster(Accident accident) throws Exception {
        countsAndCommitsEachRowOnce(accident);
    }

    private void countsAndCommitsEachRowOnce(Accident accident) throws Exception {
        var environment = Map.of(
                "SPARK_LOCAL_IP", "127.0.0.1", "SPARK_HOME", sparkHome().toString(), "SPARK_SCALA_VERSION", "2.12");
        var outcome = TestJvm.start(
                        environment, Child.class, folder.resolve("out").toString(), accident.name())
                .outcome();
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        for (var format : FORMATS) {
            assertThat(outcome.out())
                    .contains("written: " + format + " rows=1000 visible=1000 distinct=1000 exact=true left=true");
        }
    }

    /** What workers look for before they start an executor; its classes come by the class path. */
    private Path sparkHome() throws IOException {
        var home = folder.resolve("spark");
        Files.createDirectories(home.resolve("jars"));
        Files.createFile(home.resolve("RELEASE"));
        return home;
    }
}
