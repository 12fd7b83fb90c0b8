// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.database;

import dev.mastic.core.config.JdbcUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/** The state in a schema of a PostgreSQL database: {@code mastic}, unless the URL names another by {@code currentSchema}. */
record PostgresServer(PGSimpleDataSource dataSource, String where) implements Backend {
    private static final String SCHEMA = "mastic";

    /** The server that a URL names; whatever PostgreSQL's driver takes in a URL may stand in it. */
    static PostgresServer at(String url) {
        // The driver's options may hold a password; they are shown nowhere.
        var shown = JdbcUrl.place(url);
        var source = new PGSimpleDataSource();
        try {
            source.setURL(url);
        } catch (IllegalArgumentException e) {
            throw new UnusableStoreException(
                    shown,
                    "the URL is not understood (expected " + "jdbc:postgresql://HOST:PORT/DATABASE?user=…&password=…)");
        }
        if (source.getCurrentSchema() == null) {
            source.setCurrentSchema(SCHEMA);
        }
        source.setReWriteBatchedInserts(true);
        source.setApplicationName("mastic");
        return new PostgresServer(source, shown);
    }

    @Override
    public Dialect dialect() {
        return Dialect.POSTGRESQL;
    }

    @Override
    public int schemaVersion(Connection connection) throws SQLException {
        boolean exists =
                Backend.number(connection, "select case when to_regclass('schema_version') is null then 0 else 1 end")
                        == 1;
        return exists ? Backend.number(connection, Schema.READ_VERSION) : 0;
    }

    /** Flyway holds an advisory lock of the server while it works. */
    @Override
    public void migrate() {
        var schemas = List.of(dataSource.getCurrentSchema().split("\\s*,\\s*"));
        Schema.migrate(dataSource, dialect(), schemas.subList(0, 1));
    }

    /**
     * Lost or refused connections, a server that starts or stops, and conflicts between transactions.
     *
     * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL: error codes</a>
     */
    @Override
    public boolean isPassing(SQLException failure) {
        var state = String.valueOf(failure.getSQLState());
        return state.startsWith("08") || state.startsWith("57P") || state.startsWith("40") || state.equals("53300");
    }

    @Override
    public String explain(SQLException failure) {
        return failure.getMessage();
    }
}
