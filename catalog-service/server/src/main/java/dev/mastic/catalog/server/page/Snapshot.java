// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A snapshot of an Iceberg table.
 *
 * @param id as text, for it is longer than what some programs read as a number
 * @param current whether readers see this one
 * @param summary what its writer has said of it
 */
record Snapshot(String id, Instant made, boolean current, String operation, Map<String, String> summary) {
    private static final String RUN = "mastic.run-id";

    Snapshot {
        summary = Map.copyOf(summary);
    }

    /** The run of a job that made it, if one did. */
    Optional<String> run() {
        return Optional.ofNullable(summary.get(RUN));
    }

    /** A number of the summary; empty where there is none. */
    String number(String key) {
        var written = summary.getOrDefault(key, "");
        return written.matches("\\d{1,18}") ? Shown.count(Long.parseLong(written)) : written;
    }
}
