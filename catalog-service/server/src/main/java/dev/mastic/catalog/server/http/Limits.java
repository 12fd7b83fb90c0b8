// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.http;

import java.time.Duration;

/**
 * What one request may take.
 *
 * @param bodyBytes the largest body
 * @param headerBytes the largest head: first line and headers
 * @param idle how long a connection may rest
 * @param patience how long a body may take to come, whatever its rate
 * @param leastBytesPerSecond a body that comes slower than this beyond it is given up
 * @param threads how many requests are worked on at once
 * @param stopping how long a server that is to end waits for what is in flight
 */
public record Limits(
        long bodyBytes,
        int headerBytes,
        Duration idle,
        Duration patience,
        long leastBytesPerSecond,
        int threads,
        Duration stopping) {
    /** A view of 400 KB, a hundred partitions with wide schemas: 32 MB are enough for all that the protocols allow in practice. */
    public static Limits standard() {
        return new Limits(
                32L << 20, 32 << 10, Duration.ofSeconds(60), Duration.ofSeconds(20), 1024, 64, Duration.ofSeconds(20));
    }
}
