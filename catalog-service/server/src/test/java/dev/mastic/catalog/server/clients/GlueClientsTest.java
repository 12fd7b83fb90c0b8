// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.catalog.server.iceberg.ServedProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real clients of Glue, unchanged, against the running server: each is told its URL and nothing else. */
@Tag("clients")
class GlueClientsTest {
    @TempDir
    static Path dir;

    private static Python python;
    private static ServedProcess server;

    @BeforeAll
    static void start() throws Exception {
        python = Python.with(Path.of("src/test/clients/requirements.txt"));
        server = ServedProcess.in(dir);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void assertRuns(List<String> command, String... oks) throws Exception {
        var said = Programs.run(dir, command);
        assertThat(said.lines())
                .as(said)
                .contains(Stream.of(oks).map(ok -> "ok " + ok).toArray(String[]::new));
    }

    private static String folder(String name) throws Exception {
        return Files.createDirectory(dir.resolve(name)).toString();
    }

    @Test
    void boto3() throws Exception {
        assertRuns(
                python.script("with_boto3.py", server.url()),
                "databases",
                "tables",
                "lock_is_won_once",
                "partitions",
                "statistics",
                "functions",
                "indexes",
                "search",
                "what_is_not_offered");
    }

    @Test
    void commandLine() throws Exception {
        assertRuns(List.of("sh", Programs.file("with_cli.sh"), python.program("aws"), server.url()), "cli");
    }

    @Test
    void pyIceberg() throws Exception {
        assertRuns(
                python.script("with_pyiceberg.py", server.url(), folder("pyiceberg")),
                "tables",
                "concurrent appends",
                "drop");
    }

    @Test
    void awsWrangler() throws Exception {
        try (var s3 = S3Process.in(dir)) {
            assertRuns(
                    python.script("with_awswrangler.py", server.url(), s3.url(), s3.bucket("lake-bucket")),
                    "to_parquet",
                    "catalog",
                    "other formats",
                    "delete");
        }
    }

    @Test
    void icebergsGlueCatalogInSpark() throws Exception {
        var command = Programs.java(
                List.of(
                        "@"
                                + Path.of("../../spark-submit/src/main/dist/conf/jvm.options")
                                        .toRealPath(),
                        "-Xmx1g"),
                Programs.classPath(dir, "spark"),
                Programs.file("WithSpark.java"),
                server.url(),
                folder("spark"));
        assertRuns(command, "spark");
    }
}
