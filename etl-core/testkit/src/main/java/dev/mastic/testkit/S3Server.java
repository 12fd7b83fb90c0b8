// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A real S3 server for tests: S3Proxy in a JVM of its own, with the objects as files below a folder. Maven fetches it the first time, as it
 * fetches what the tests need; a list of its jars is kept in the build folder. In one JVM no two servers may have buckets of one name, for
 * Hadoop keeps its file systems by that name.
 *
 * @param root where the buckets are folders
 * @param url where it answers
 * @see <a href="https://github.com/gaul/s3proxy">S3Proxy</a>
 */
public record S3Server(Process process, Path root, String url) implements AutoCloseable {
    /** Who may use it. */
    public static final String ACCESS_KEY = "tester";

    public static final String SECRET_KEY = "tester-secret";

    private static final int TRIES = 300;

    /** Starts one whose files lie in a folder. */
    public static S3Server in(Path folder) throws IOException, InterruptedException {
        return in(folder, freePort());
    }

    /** The same at a port, such as one that was there before. */
    public static S3Server in(Path folder, int port) throws IOException, InterruptedException {
        var root = Files.createDirectories(folder.resolve("buckets"));
        var url = "http://127.0.0.1:" + port;
        var properties = Files.writeString(
                folder.resolve("s3proxy.properties"),
                String.join(
                        "\n",
                        "s3proxy.endpoint=" + url,
                        "s3proxy.authorization=aws-v2-or-v4",
                        "s3proxy.identity=" + ACCESS_KEY,
                        "s3proxy.credential=" + SECRET_KEY,
                        "jclouds.provider=filesystem-nio2",
                        "jclouds.filesystem.basedir=" + root));
        var log = Files.createDirectories(folder.resolve("log"));
        Files.writeString(log.resolve("logback.xml"), "<configuration><root level=\"WARN\"/></configuration>");
        var process = new ProcessBuilder(
                        TestJvm.java(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        log + ":" + classPath(),
                        "org.gaul.s3proxy.Main",
                        "--properties",
                        properties.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.resolve("out").toFile())
                .start();
        await(process, port);
        return new S3Server(process, root, url);
    }

    /** The same server, stopped and started again. */
    public S3Server restarted() throws IOException, InterruptedException {
        close();
        return in(root.getParent(), port());
    }

    public int port() {
        return Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
    }

    /** Makes a bucket. */
    public S3Server bucket(String name) throws IOException {
        Files.createDirectories(root.resolve(name));
        return this;
    }

    /** What a client of Hadoop needs to reach it. */
    public Map<String, String> hadoop() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("fs.s3a.attempts.maximum", "2");
        settings.put("fs.s3a.retry.limit", "2");
        settings.put("fs.s3a.impl", "dev.mastic.core.io.S3FileSystem");
        settings.put("fs.s3a.endpoint", url);
        settings.put("fs.s3a.endpoint.region", "us-east-1");
        settings.put("fs.s3a.path.style.access", "true");
        settings.put("fs.s3a.connection.ssl.enabled", "false");
        settings.put("fs.s3a.access.key", ACCESS_KEY);
        settings.put("fs.s3a.secret.key", SECRET_KEY);
        return settings;
    }

    /** The block of {@code mastic.conf} by which it is reached; the secret comes from the variable {@code S3_SECRET}. */
    public String conf() {
        return conf(url);
    }

    /** The same through a place before it. */
    public static String conf(String url) {
        return """
                s3 {
                  endpoint = "%s"
                  path-style = true
                  credentials = keys
                  access-key = %s
                  secret-key = ${?S3_SECRET}
                }
                """.formatted(url, ACCESS_KEY);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
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
                // not there yet
                Thread.sleep(100);
            }
        }
        throw new IOException("S3Proxy did not start");
    }

    /** Its jars; asks Maven once for all modules of a build. */
    private static String classPath() throws IOException, InterruptedException {
        var folder = Files.createDirectories(buildFolder());
        var list = folder.resolve("s3proxy.classpath");
        try (var lock =
                FileChannel.open(folder.resolve("s3proxy.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            if (!isWhole(list)) {
                resolve(folder, list);
            }
        }
        return Files.readString(list).strip();
    }

    private static boolean isWhole(Path list) throws IOException {
        return Files.exists(list)
                && List.of(Files.readString(list).strip().split(":")).stream()
                        .allMatch(jar -> Files.exists(Path.of(jar)));
    }

    private static void resolve(Path folder, Path list) throws IOException, InterruptedException {
        var pom = folder.resolve("s3proxy.xml");
        try (var in = S3Server.class.getResourceAsStream("s3proxy.xml")) {
            Files.write(pom, in.readAllBytes());
        }
        var command = new ArrayList<>(List.of("mvn", "-B", "-q", "-f", pom.toString()));
        command.add("org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath");
        command.add("-Dmdep.outputFile=" + list);
        var log = folder.resolve("s3proxy.log");
        var maven = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (maven.waitFor() != 0) {
            throw new IOException("Cannot fetch S3Proxy: " + Files.readString(log));
        }
    }

    private static Path buildFolder() {
        var root = Path.of("").toAbsolutePath();
        for (var here = root; here != null; here = here.getParent()) {
            root = Files.exists(here.resolve(".mvn")) ? here : root;
        }
        return root.resolve("target");
    }
}
