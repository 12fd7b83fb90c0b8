// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A master and workers of Spark as processes on this machine, on free ports. */
final class StandaloneCluster implements AutoCloseable {
    private static final Pattern URL = Pattern.compile("Starting Spark master at (spark://\\S+)");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path folder;
    private final Program master;
    private final List<Program> workers = new ArrayList<>();
    private final String url;

    private StandaloneCluster(PySpark spark, Path folder, int workers) throws IOException {
        this.folder = folder;
        this.master = start(spark, "master.Master", "--port", "0");
        this.url = said(master, URL);
        for (int i = 0; i < workers; i++) {
            this.workers.add(worker(spark, i));
        }
        this.workers.forEach(worker -> said(worker, Pattern.compile("(Successfully registered with master)")));
    }

    static StandaloneCluster start(PySpark spark, Path folder, int workers) throws IOException {
        return new StandaloneCluster(spark, folder, workers);
    }

    String url() {
        return url;
    }

    /** Kills a worker and its executors with SIGKILL, as if its machine had gone. */
    void killWorker(int index) {
        var worker = workers.get(index);
        assertThat(worker.process().descendants()).as("executors of the worker").isNotEmpty();
        worker.kill();
    }

    private Program worker(PySpark spark, int index) throws IOException {
        var place = folder.resolve("worker-" + index).toString();
        return start(spark, "worker.Worker", "--cores", "1", "--memory", "1g", "--work-dir", place, url);
    }

    private Program start(PySpark spark, String type, String... words) throws IOException {
        var all =
                new ArrayList<>(List.of("org.apache.spark.deploy." + type, "--host", "127.0.0.1", "--webui-port", "0"));
        all.addAll(List.of(words));
        return spark.start(folder, "spark-class", all.toArray(String[]::new));
    }

    private static String said(Program program, Pattern words) {
        await().atMost(PATIENCE).until(() -> words.matcher(program.text()).find());
        var found = words.matcher(program.text());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    @Override
    public void close() {
        workers.forEach(Program::kill);
        master.kill();
    }
}
