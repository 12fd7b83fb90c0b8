// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.examples.airflow;

import dev.mastic.testkit.Distribution;
import dev.mastic.testkit.Venv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A real Airflow without its scheduler, with a database of its own.
 *
 * @param python the Python that has it
 * @param home the folder of its database
 */
record Airflow(Venv python, Path home) {
    private static final long PATIENCE_MINUTES = 15;
    private static final Path FILES = Path.of("src/test/airflow").toAbsolutePath();

    /** What a program did; both its outputs as one. */
    record Said(int exitCode, String text) {}

    static Airflow in(Path home) throws IOException, InterruptedException {
        var airflow = new Airflow(Venv.ofFile("airflow", FILES.resolve("requirements.txt")), home);
        airflow.must("airflow", "db", "migrate");
        System.out.println("Airflow " + airflow.must("airflow", "version").strip());
        return airflow;
    }

    /** Runs one of its programs, which must end with 0. */
    String must(String program, String... arguments) throws IOException, InterruptedException {
        var said = run(Map.of(), program, arguments);
        if (said.exitCode() != 0) {
            throw new AssertionError(program + " ended with " + said.exitCode() + ":\n" + said.text());
        }
        return said.text();
    }

    /** Runs one of its programs with more variables. */
    Said run(Map<String, String> more, String program, String... arguments) throws IOException, InterruptedException {
        var environment = new HashMap<>(Map.of(
                "AIRFLOW_HOME",
                home.toString(),
                "AIRFLOW__CORE__LOAD_EXAMPLES",
                "False",
                "AIRFLOW__CORE__DAGS_FOLDER",
                dags().toString(),
                "PYTHONPATH",
                dags().toString(),
                "MASTIC",
                Distribution.ofThisBuild().launcher().toString(),
                "MASTIC_RETRY_SECONDS",
                "1",
                "SPARK_LOCAL_IP",
                "127.0.0.1"));
        environment.putAll(more);
        var command = new ArrayList<>(List.of(python.program(program)));
        command.addAll(List.of(arguments));
        return run(home, environment, command);
    }

    /** A script beside the tests. */
    static String script(String name) {
        return FILES.resolve(name).toString();
    }

    private static Path dags() {
        return Distribution.ofThisBuild().home().resolve("examples/airflow");
    }

    private static Said run(Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        var output = Files.createTempFile("airflow", ".txt");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        int code = process.waitFor();
        var text = Files.readString(output);
        Files.delete(output);
        return new Said(code, text);
    }
}
