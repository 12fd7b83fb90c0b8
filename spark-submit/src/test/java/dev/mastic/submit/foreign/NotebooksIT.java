// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mastic.testkit.Distribution;
import dev.mastic.testkit.Venv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The notebooks of the examples, run without a browser: each cell prints what stands below it in the file. */
@Tag("clients")
class NotebooksIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WITHOUT_JARS = """
            {"cells": [{"cell_type": "code", "id": "a", "execution_count": null, "metadata": {}, "outputs": [], "source": [
              "from mastic import EtlSession\\n",
              "from pyspark.sql import SparkSession\\n",
              "EtlSession(SparkSession.builder.master('local[1]').getOrCreate())"]}],
             "metadata": {"kernelspec": {"display_name": "Python", "language": "python", "name": "python3"}},
             "nbformat": 4, "nbformat_minor": 5}
            """;

    @TempDir
    private Path folder;

    private final Distribution distribution = Distribution.ofThisBuild();
    private final Path notebooks = distribution.home().resolve("examples/notebooks");
    private Venv python;

    @BeforeEach
    void installThePackage() throws Exception {
        python = Venv.of("notebooks-1", "pyspark==3.5.7", "nbconvert==7.17.0", "ipykernel==7.1.0", "jjava==1.0a8");
        // pip leaves its traces where it builds
        var script = "cp -r '%s' package && '%s' install -q --force-reinstall --no-deps ./package"
                .formatted(distribution.home().resolve("examples/python"), python.program("pip"));
        Program.run(folder, Map.of(), List.of("bash", "-e", "-c", script));
        try (var files = Files.list(notebooks)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    private Program execute(String notebook) throws IOException {
        var script =
                "eval \"$('%s/bin/mastic-env')\"; exec '%s' nbconvert --to notebook --execute --output-dir done '%s'"
                        .formatted(distribution.home(), python.program("jupyter"), notebook);
        // the kernels start python and java by their names
        var path = python.home().resolve("bin") + ":" + System.getenv("PATH");
        return Program.start(folder, Map.of("PATH", path), List.of("bash", "-e", "-c", script));
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders-python.ipynb", "orders-java.ipynb"})
    void printWhatStandsInThem(String notebook) throws Exception {
        var run = execute(notebook);
        assertThat(run.exitCode()).as(run.text()).isZero();
        var printed = printed(folder.resolve("done").resolve(notebook));
        assertThat(printed).isEqualTo(printed(notebooks.resolve(notebook)));
        assertThat(printed).contains("4\n").anyMatch(text -> text.contains("\"price\":12.5"));
    }

    @Test
    void endWithOneWhereACellFails() throws Exception {
        Files.writeString(folder.resolve("without-jars.ipynb"), WITHOUT_JARS);
        var run = execute("without-jars.ipynb");
        assertThat(run.exitCode()).as(run.text()).isEqualTo(1);
        assertThat(run.text())
                .contains("Cannot open a session: Mastic is not on the class path of this Spark", "MASTIC_JARS");
    }

    /** What each cell with code prints. */
    private static List<String> printed(Path notebook) throws IOException {
        var cells = new ArrayList<String>();
        for (var cell : JSON.readTree(notebook.toFile()).path("cells")) {
            if (cell.path("cell_type").asText().equals("code")) {
                cells.add(text(cell.path("outputs")));
            }
        }
        return cells;
    }

    private static String text(JsonNode outputs) {
        var text = new StringBuilder();
        for (var output : outputs) {
            if (output.path("name").asText().equals("stdout")) {
                output.path("text").forEach(line -> text.append(line.asText()));
            }
        }
        return text.toString();
    }
}
