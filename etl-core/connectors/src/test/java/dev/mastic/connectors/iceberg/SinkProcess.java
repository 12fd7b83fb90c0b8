// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import static dev.mastic.connectors.iceberg.Warehouse.frames;
import static dev.mastic.connectors.iceberg.Warehouse.output;

import dev.mastic.core.failure.Failpoints;
import dev.mastic.core.io.Found;
import dev.mastic.testkit.SparkExtension;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A process of its own that stages or commits one output, and may be killed on the way. */
final class SinkProcess {
    private SinkProcess() {}

    /**
     * Arguments: the warehouse; {@code stage}, {@code stage-flaky}, or {@code commit} for an output that is found
     * there.
     */
    public static void main(String[] args) {
        var sink = new Warehouse(Path.of(args[0])).sink();
        switch (args[1]) {
            case "stage" -> sink.stage(frames(SparkExtension.session().range(5).toDF()), output("r1", 1));
            case "stage-flaky" -> sink.stage(frames(flaky()), output("r1", 1));
            default -> ((Found.Complete) sink.find(output("r1", 1))).staged().commit();
        }
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
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), SinkProcess.class.getName()));
        command.addAll(List.of(warehouse.toString(), verb));
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    /** The option that kills the process at a point. */
    static String killAt(String failpoint) {
        return "-D" + Failpoints.PROPERTY + "=" + failpoint;
    }
}
