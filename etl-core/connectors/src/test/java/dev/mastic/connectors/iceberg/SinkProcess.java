// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import static dev.mastic.connectors.iceberg.Warehouse.frames;
import static dev.mastic.connectors.iceberg.Warehouse.output;

import dev.mastic.core.bookmark.LeaseLostException;
import dev.mastic.core.failure.Failpoints;
import dev.mastic.core.io.Found;
import dev.mastic.core.io.Sink;
import dev.mastic.testkit.SparkExtension;
import dev.mastic.testkit.TestJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A process of its own that stages or commits one output, and may be killed on the way. */
final class SinkProcess {
    /** The exit code of a process whose commit the table has refused because of a newer run. */
    static final int FENCED = 42;

    private SinkProcess() {}

    /** The rows of the process fit all modes: an id, and a name that is a partition. */
    static Map<String, Object> settings(String mode) {
        var settings = new HashMap<String, Object>(
                Map.of("table", "lake.people", "mode", mode, "partition-by", List.of("name")));
        if (mode.equals("upsert")) {
            settings.put("keys", List.of("id"));
        }
        return settings;
    }

    /**
     * Arguments: the warehouse; {@code stage}, {@code stage-flaky}, {@code commit} for an output that is found there, or {@code
     * commit-stopped} for a process that is stopped after its checks, just before the table changes; the mode, where it is not append.
     */
    public static void main(String[] args) {
        var warehouse = new Warehouse(Path.of(args[0]));
        var sink = args.length > 2 ? warehouse.sink(settings(args[2])) : warehouse.sink();
        switch (args[1]) {
            case "stage" -> sink.stage(frames(SparkExtension.session().range(5).toDF()), output("r1", 1));
            case "stage-flaky" -> sink.stage(frames(flaky()), output("r1", 1));
            case "stage-people" ->
                sink.stage(frames(people(SparkExtension.session(), "(1, 'b'), (2, 'b')")), output("r1", 1));
            case "commit-stopped" -> {
                warehouse.catalog().beforeNextCommit(SinkProcess::stop);
                commit(sink);
            }
            default -> commit(sink);
        }
    }

    static Dataset<Row> people(SparkSession spark, String values) {
        return spark.sql("SELECT * FROM VALUES " + values + " AS t(id, name)");
    }

    private static void commit(Sink sink) {
        try {
            ((Found.Complete) sink.find(output("r1", 1))).staged().commit();
        } catch (LeaseLostException e) {
            System.exit(FENCED);
        }
    }

    private static void stop() {
        try {
            signal("STOP", ProcessHandle.current().pid());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends a signal to one process. */
    static void signal(String name, long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** A thousand rows in four tasks, each of which fails half-way when it runs for the first time. */
    private static Dataset<Row> flaky() {
        var spark = SparkSession.builder()
                .master("local[2,3]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .getOrCreate();
        return spark.range(0, 1000, 1, 4)
                .map((MapFunction<Long, Long>) SinkProcess::failHalfWay, Encoders.LONG())
                .toDF("id");
    }

    private static Long failHalfWay(Long value) {
        if (value % 250 == 125 && TaskContext.get().attemptNumber() == 0) {
            throw new IllegalStateException("this task fails once");
        }
        return value;
    }

    /** Starts it and answers its exit code; {@code options} go before those of this JVM. */
    static int run(Path warehouse, String verb, String... options) throws IOException, InterruptedException {
        return start(List.of(warehouse.toString(), verb), options).waitFor();
    }

    static Process start(List<String> arguments, String... options) throws IOException {
        var command = TestJvm.command(List.of(options), SinkProcess.class, arguments.toArray(String[]::new));
        return new ProcessBuilder(command).inheritIO().start();
    }

    /** The option that kills the process at a point. */
    static String killAt(String failpoint) {
        return "-D" + Failpoints.PROPERTY + "=" + failpoint;
    }
}
