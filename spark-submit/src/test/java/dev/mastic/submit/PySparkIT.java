// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.testkit.Distribution;
import dev.mastic.testkit.Venv;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PySpark as pip installs it, with the first cell of a notebook that docs/catalog.md gives. */
@Tag("clients")
class PySparkIT {
    private static final String CELL = "from pyspark.sql import SparkSession";
    private static final int PATIENCE_MINUTES = 20;

    @TempDir
    private Path folder;

    private String cell;

    @BeforeEach
    void takeTheCellFromThePage() throws IOException {
        var page = Files.readString(Path.of("../docs/catalog.md"));
        int from = page.indexOf(CELL);
        assertThat(from).as("the cell is on the page").isPositive();
        cell = page.substring(from, page.indexOf("```", from));
        Files.createSymbolicLink(
                folder.resolve("mastic"), Distribution.ofThisBuild().home());
    }

    @Test
    void beside() throws Exception {
        runs(cell, "mastic.");
    }

    @Test
    void inThePlaceOfSparksOwn() throws Exception {
        runs(cell.replace("spark.sql.catalog.mastic", "spark.sql.catalog.spark_catalog"), "");
    }

    private void runs(String first, String prefix) throws IOException, InterruptedException {
        var file = Files.writeString(folder.resolve("cell.py"), first);
        var clients = Path.of("src/test/clients").toAbsolutePath();
        var said = folder.resolve("said.txt");
        var python = Venv.of("pyspark-3.5.7", "pyspark==3.5.7");
        var script = clients.resolve("with_pyspark.py").toString();
        var builder = new ProcessBuilder(python.python(script, file.toString(), prefix))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().put("PYSPARK_PYTHON", python.program("python"));
        // its progress bars would stand between the lines
        builder.environment()
                .put(
                        "PYSPARK_SUBMIT_ARGS",
                        "--conf spark.ui.showConsoleProgress=false --conf spark.ui.enabled=false"
                                + " --conf spark.driver.host=127.0.0.1 pyspark-shell");
        var process = builder.start();
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        var text = new String(Files.readAllBytes(said), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        assertThat(text).contains("ok insert", "ok frames", "ok msck", "ok merge", "ok view", "ok catalog");
    }
}
