// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.http;

import dev.mastic.core.failure.UsageException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Where the server listens.
 *
 * @param host a name or address of this machine
 * @param port 0 for any that is free
 * @param authenticated whether every request must prove who sends it
 * @param tls what the server proves itself by; without it, it speaks plain HTTP
 */
public record Binding(String host, int port, boolean authenticated, Optional<SSLContext> tls) {
    /**
     * Checks the place.
     *
     * @throws UsageException if the host is none, or others could reach it without proving who they are
     */
    public Binding {
        if (port < 0 || port > 65_535) {
            throw new UsageException("Cannot serve at port " + port + ": there is no such port (expected 0 to 65535)");
        }
        if (!authenticated && !address(host).isLoopbackAddress()) {
            throw new UsageException(
                    "Cannot serve at " + host
                            + ": other machines could change the catalog without proving who they are"
                            + " (expected an address of this machine alone, such as 127.0.0.1): give --keys FILE or --authenticate");
        }
    }

    /** The same for plain HTTP. */
    public Binding(String host, int port, boolean authenticated) {
        this(host, port, authenticated, Optional.empty());
    }

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new UsageException(
                    "Cannot serve at " + host + ": it is no address of this machine (expected such as 127.0.0.1)", e);
        }
    }
}
