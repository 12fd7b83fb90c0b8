// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.hive;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Hive metastore in its own process, on a free port of this machine. */
final class Metastore implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 120;
    private final Process process;
    private final Path log;
    private final int port;

    private Metastore(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    static Metastore start(Path folder) throws IOException, InterruptedException {
        int port = freePort();
        var log = folder.resolve("metastore.log");
        var process = new ProcessBuilder(command(port, folder))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var metastore = new Metastore(process, log, port);
        metastore.awaitReady();
        return metastore;
    }

    String uri() {
        return "thrift://127.0.0.1:" + port;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private static List<String> command(int port, Path folder) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        for (var opened :
                List.of("java.lang", "java.net", "java.nio", "java.util", "java.util.concurrent", "sun.nio.ch")) {
            command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
        }
        command.addAll(List.of(MetastoreServer.class.getName(), Integer.toString(port), folder.toString()));
        return command;
    }

    private void awaitReady() throws IOException, InterruptedException {
        for (int i = 0; i < PATIENCE_SECONDS * 10; i++) {
            if (!process.isAlive()) {
                throw new AssertionError("The metastore ended: " + Files.readString(log));
            } else if (answers()) {
                return;
            }
            Thread.sleep(100);
        }
        close();
        throw new AssertionError("The metastore does not listen: " + Files.readString(log));
    }

    private boolean answers() {
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
