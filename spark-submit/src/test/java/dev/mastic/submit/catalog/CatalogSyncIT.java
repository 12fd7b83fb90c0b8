// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.submit.Shell;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mastic catalog sync} with the class path that is shipped and a real metastore in its own process. */
class CatalogSyncIT {
    /** Built by the module catalog-service/hive: its tests' server, and what that needs. */
    private static final Path SERVER = Path.of("../catalog-service/hive/target");

    private static final int PATIENCE_SECONDS = 120;

    @TempDir
    private static Path home;

    private static Process metastore;
    private static String uri;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        int port = freePort();
        uri = "thrift://127.0.0.1:" + port;
        var log = home.resolve("metastore.log");
        metastore = new ProcessBuilder(command(port))
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        for (int i = 0; i < PATIENCE_SECONDS * 10 && !answers(port); i++) {
            assertThat(metastore.isAlive()).as(() -> said(log)).isTrue();
            Thread.sleep(100);
        }
    }

    @AfterAll
    static void stop() throws InterruptedException {
        metastore.destroyForcibly().waitFor();
    }

    @Test
    void whatACrawlFoundGoesToHiveAndComesBack() {
        var shell = new Shell(folder);
        shell.write("lake/orders/year=2023/a.json", "{\"id\":1,\"tags\":[\"a\"]}\n");
        shell.write("lake/orders/year=2024/b.json", "{\"id\":2,\"tags\":[]}\n");
        shell.write("lake/people.csv", "id,name\n1,Ada\n2,Grace\n");
        shell.mastic("crawl", shell.file("lake").toString(), "--database", "lake")
                .succeeded();

        assertThat(shell.mastic("catalog", "sync", "--to", uri, "--database", "lake", "--dry-run")
                        .out())
                .startsWith("would change (a dry run)")
                .contains("create table", "lake.orders", "2 added");
        var changed = shell.mastic("catalog", "sync", "--to", uri, "--database", "lake", "--output", "json");
        assertThat(changed.exitCode()).as("a table of one file is left out").isEqualTo(6);
        assertThat(changed.document().path("steps").findValuesAsText("action"))
                .containsExactly("create database", "left out", "create table");
        assertThat(changed.err()).contains("create table lake.orders", "partitions: 2 added");

        var other = new Shell(folder.resolve("other"));
        other.write("here", "");
        other.mastic("catalog", "sync", "--from", uri, "--database", "lake").succeeded();
        assertThat(other.mastic("catalog", "show", "lake.orders").succeeded().out())
                .contains("id", "int", "array<string>", "year");
        assertThat(other.mastic("catalog", "sync", "--to", uri, "--database", "lake")
                        .succeeded()
                        .out())
                .isEqualTo("the two agree: nothing to change\n");
        assertThat(other.mastic("cat", "lake.orders").succeeded().lines()).hasSize(2);
    }

    @Test
    void wrongCalls() {
        var shell = new Shell(folder);
        shell.mastic("catalog", "sync").failed(2, "--to=URI", "--from=URI");
        shell.mastic("catalog", "sync", "--to", uri, "--from", uri).failed(2, "mutually exclusive");
        shell.mastic("catalog", "sync", "--to", "http://127.0.0.1:1").failed(2, "expected thrift://host:port");
        shell.mastic("catalog", "sync", "--to", "thrift://127.0.0.1:1")
                .failed(1, "Cannot reach the Hive metastore thrift://127.0.0.1:1", "check the address");
        shell.mastic("catalog", "sync", "--to", uri, "--database", "nowhere").failed(2, "No such database: 'nowhere'");
    }

    private static List<String> command(int port) throws IOException {
        var classPath = SERVER.resolve("test-classes").toAbsolutePath() + ":"
                + Files.readString(SERVER.resolve("metastore.classpath"));
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-cp", classPath));
        for (var opened : List.of("java.lang", "java.net", "java.nio", "java.util", "java.util.concurrent")) {
            command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
        }
        command.addAll(List.of("dev.mastic.catalog.hive.MetastoreServer", Integer.toString(port), home.toString()));
        return command;
    }

    private static String said(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static boolean answers(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
