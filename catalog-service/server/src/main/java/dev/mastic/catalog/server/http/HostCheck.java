// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.http;

import io.javalin.http.Context;
import io.javalin.http.MisdirectedRequestResponse;
import java.util.Set;

/**
 * Refuses requests that were meant for another host. A page of a foreign site may give its own name the address of this machine, and its
 * script would then reach a server without authentication; the name in {@code Host} tells.
 *
 * @see <a href="https://en.wikipedia.org/wiki/DNS_rebinding">DNS rebinding</a>
 */
record HostCheck(String host) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    void check(Context request) {
        var asked = request.header("Host");
        var name = asked == null ? "" : asked.replaceFirst(":\\d*$", "");
        if (!LOOPBACK.contains(name) && !name.equalsIgnoreCase(host)) {
            throw new MisdirectedRequestResponse(
                    "Cannot answer a request for host '" + name + "': this server is " + host + " or localhost");
        }
    }
}
