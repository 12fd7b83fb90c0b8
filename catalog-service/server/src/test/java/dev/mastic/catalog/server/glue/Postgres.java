// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;

/** The one PostgreSQL server of the test JVM, which ends with it. */
final class Postgres {
    private static EmbeddedPostgres running;

    private Postgres() {}

    /** A new database of a name. */
    static synchronized String newDatabase(String name) throws IOException, SQLException {
        if (running == null) {
            running = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        }
        try (var connection = running.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return running.getJdbcUrl("postgres", name);
    }
}
