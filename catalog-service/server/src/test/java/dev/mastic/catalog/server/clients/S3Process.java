// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.clients;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** S3Proxy in a JVM of its own: S3 on a folder. */
record S3Process(Process process, Path root, String url) implements AutoCloseable {
    private static final int TRIES = 300;

    static S3Process in(Path dir) throws IOException, InterruptedException {
        var root = Files.createDirectory(dir.resolve("s3"));
        int port = freePort();
        var url = "http://127.0.0.1:" + port;
        Files.writeString(
                root.resolveSibling("s3.properties"),
                String.join(
                        "\n",
                        "s3proxy.endpoint=" + url,
                        "s3proxy.authorization=aws-v2-or-v4",
                        "s3proxy.identity=any",
                        "s3proxy.credential=anysecret",
                        "jclouds.provider=filesystem-nio2",
                        "jclouds.filesystem.basedir=" + root));
        Files.writeString(
                Files.createDirectory(dir.resolve("s3-log")).resolve("logback.xml"),
                "<configuration><root level=\"WARN\"/></configuration>");
        var classPath = dir.resolve("s3-log") + ":" + Programs.classPath(dir, "s3proxy");
        var command = Programs.java(
                List.of("-XX:TieredStopAtLevel=1"),
                classPath,
                "org.gaul.s3proxy.Main",
                "--properties",
                dir.resolve("s3.properties").toString());
        var process = Programs.builder(dir, command)
                .redirectOutput(dir.resolve("s3.out").toFile())
                .start();
        await(process, port);
        return new S3Process(process, root, url);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void await(Process process, int port) throws IOException, InterruptedException {
        for (int i = 0; i < TRIES && process.isAlive(); i++) {
            try (var socket = new Socket("127.0.0.1", port)) {
                return;
            } catch (IOException e) {
                // Not there yet.
                Thread.sleep(200);
            }
        }
        throw new IOException("S3Proxy did not start");
    }

    /** Makes a bucket. */
    String bucket(String name) throws IOException {
        Files.createDirectory(root.resolve(name));
        return name;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
