// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.database;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The few words that SQLite and PostgreSQL spell differently. All other SQL is written once, in what both understand. */
public enum Dialect {
    SQLITE(
            "cast(unixepoch('subsec') * 1000 as integer)",
            "",
            Map.of(
                    "identity",
                    "integer primary key",
                    "bytes",
                    "blob",
                    "clustered",
                    "without rowid",
                    "binary",
                    "",
                    "postgres",
                    "-- ")),
    POSTGRESQL(
            "cast(extract(epoch from clock_timestamp()) * 1000 as bigint)",
            " for update",
            Map.of(
                    "identity",
                    "bigint generated always as identity primary key",
                    "bytes",
                    "bytea",
                    "clustered",
                    "",
                    "binary",
                    "collate \"C\"",
                    "postgres",
                    ""));

    private final String now;
    private final String forUpdate;
    private final Map<String, String> placeholders;

    Dialect(String now, String forUpdate, Map<String, String> placeholders) {
        this.now = now;
        this.forUpdate = forUpdate;
        this.placeholders = placeholders;
    }

    /** The database's own clock as an expression: milliseconds since 1970. SQLite's is the clock of this host. */
    public String now() {
        return now;
    }

    /**
     * What a {@code select} ends with to keep its rows from other writers until the transaction ends. Empty for SQLite, where a write
     * transaction is alone from its start.
     */
    public String forUpdate() {
        return forUpdate;
    }

    /**
     * What tells the database, until the transaction ends, to read rows in the order of an index wherever there is one that fits, whatever it
     * believes of how many there are. Empty for SQLite, which has no other way.
     */
    public Optional<String> followIndexes() {
        return this == POSTGRESQL
                ? Optional.of("set local enable_seqscan = off; set local enable_bitmapscan = off")
                : Optional.empty();
    }

    /** What the migrations leave open. A line that begins with {@code ${postgres}} is for PostgreSQL alone. */
    Map<String, String> placeholders() {
        var all = new HashMap<>(placeholders);
        all.put("now", now);
        return all;
    }
}
