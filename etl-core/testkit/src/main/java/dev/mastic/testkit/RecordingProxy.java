// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A place between clients and a server on this machine that passes every byte on, and keeps those that clients have sent. */
public final class RecordingProxy implements AutoCloseable {
    private static final int CHUNK = 1 << 14;

    private final int target;
    private final ServerSocket door;
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    private RecordingProxy(int target, ServerSocket door) {
        this.target = target;
        this.door = door;
    }

    /** A proxy to a port of this machine. */
    public static RecordingProxy to(int port) {
        try {
            var proxy = new RecordingProxy(port, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where clients connect to. */
    public String url() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    /** All that clients have sent until now; bytes that are no text are replaced. */
    public String sent() {
        synchronized (sent) {
            return sent.toString(StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    private void accept() {
        try {
            while (true) {
                var client = door.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), target);
                start(() -> pump(client, server, true));
                start(() -> pump(server, client, false));
            }
        } catch (IOException e) {
            // the door is closed: the test has ended
        }
    }

    private void pump(Socket from, Socket to, boolean kept) {
        var chunk = new byte[CHUNK];
        try (from;
                to) {
            for (int got = from.getInputStream().read(chunk);
                    got >= 0;
                    got = from.getInputStream().read(chunk)) {
                if (kept) {
                    keep(chunk, got);
                }
                to.getOutputStream().write(chunk, 0, got);
                to.getOutputStream().flush();
            }
        } catch (IOException e) {
            // one of both ends has closed it
        }
    }

    private void keep(byte[] chunk, int length) {
        synchronized (sent) {
            sent.write(chunk, 0, length);
        }
    }

    private static void start(Runnable work) {
        var thread = new Thread(work, "recording-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
