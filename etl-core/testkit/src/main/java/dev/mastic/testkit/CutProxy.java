// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A place between a client and a server on this machine, where connections can be cut: at once, after so many bytes, or at a text that the
 * client sends. Each cut happens once; then connections pass again, unless {@link #stayDown} was asked for.
 */
public final class CutProxy implements AutoCloseable {
    private static final int CHUNK = 1 << 14;

    private final int target;
    private final ServerSocket door;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile Cut cut = Cut.NEVER;
    private volatile boolean down;
    private volatile boolean staysDown;
    private volatile boolean happened;

    /**
     * When to cut.
     *
     * @param bytes from the server
     * @param text from the client; empty for none
     * @param answered whether the server shall get the text, and only its answer be lost
     */
    private record Cut(long bytes, String text, boolean answered) {
        static final Cut NEVER = new Cut(Long.MAX_VALUE, "", false);
    }

    private CutProxy(int target, ServerSocket door) {
        this.target = target;
        this.door = door;
    }

    /** A proxy to a port of this machine. */
    public static CutProxy to(int port) {
        try {
            var proxy = new CutProxy(port, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where clients connect to. */
    public int port() {
        return door.getLocalPort();
    }

    /** Cuts the first connection on which the server has sent so many bytes from now on. */
    public CutProxy cutAfter(long bytes) {
        return when(new Cut(bytes, "", false));
    }

    /** Cuts the connection on which the client sends a text, before the server gets it. */
    public CutProxy cutAt(String text) {
        return when(new Cut(Long.MAX_VALUE, text, false));
    }

    /** Lets the server get a text of the client, and cuts the connection instead of giving the answer back. */
    public CutProxy loseAnswerTo(String text) {
        return when(new Cut(Long.MAX_VALUE, text, true));
    }

    /** After the next cut, all connections are cut and none is taken until {@link #heal}. */
    public CutProxy stayDown() {
        staysDown = true;
        return this;
    }

    /** Cuts all connections and takes none. */
    public void down() {
        down = true;
        links.forEach(Link::close);
    }

    /** Lets everything pass. */
    public void heal() {
        cut = Cut.NEVER;
        staysDown = false;
        down = false;
    }

    /** Whether the cut that was asked for last has happened. */
    public boolean hasCut() {
        return happened;
    }

    @Override
    public void close() throws IOException {
        door.close();
        links.forEach(Link::close);
    }

    private CutProxy when(Cut next) {
        happened = false;
        cut = next;
        links.forEach(link -> link.received = 0);
        return this;
    }

    private void accept() {
        try {
            while (true) {
                var client = door.accept();
                if (down) {
                    client.close();
                } else {
                    new Link(client, new Socket(InetAddress.getLoopbackAddress(), target)).open();
                }
            }
        } catch (IOException e) {
            // the door is closed: the test has ended
        }
    }

    private synchronized boolean takes(boolean hit) {
        if (!hit || cut.equals(Cut.NEVER)) {
            return false;
        }
        cut = Cut.NEVER;
        happened = true;
        if (staysDown) {
            down();
        }
        return true;
    }

    private static void start(Runnable work) {
        var thread = new Thread(work, "cut-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    /** One connection. */
    private final class Link {
        private final Socket client;
        private final Socket server;
        private volatile boolean mute;
        private volatile long received;

        Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void open() {
            links.add(this);
            start(() -> pump(client, server, this::passesToServer));
            start(() -> pump(server, client, this::passesToClient));
        }

        void close() {
            links.remove(this);
            for (var end : new Socket[] {client, server}) {
                try {
                    end.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        private boolean passesToServer(String sent) {
            var now = cut;
            if (now.text().isEmpty() || !sent.contains(now.text())) {
                return true;
            }
            if (now.answered()) {
                mute = true;
                return true;
            }
            return !takes(true);
        }

        private boolean passesToClient(String sent) {
            received += sent.length();
            return !takes(mute || received > cut.bytes());
        }

        private void pump(Socket from, Socket to, Valve valve) {
            var buffer = new byte[CHUNK];
            try {
                for (int n = from.getInputStream().read(buffer);
                        n >= 0;
                        n = from.getInputStream().read(buffer)) {
                    if (!valve.passes(new String(buffer, 0, n, StandardCharsets.ISO_8859_1))) {
                        break;
                    }
                    to.getOutputStream().write(buffer, 0, n);
                }
            } catch (IOException e) {
                // an end has gone; so goes the other
            }
            close();
        }
    }

    private interface Valve {
        boolean passes(String sent);
    }
}
