// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Where the state lies: what is particular to a file or a server before the first transaction. */
sealed interface Backend permits SqliteFile, PostgresServer {
    /** The place for messages, without any secret. */
    String where();

    Dialect dialect();

    DataSource dataSource();

    /** The number of the schema; 0 where there is none yet. */
    int schemaVersion(Connection connection) throws SQLException;

    /** Brings the schema up to date; safe when several processes do it at once. */
    void migrate();

    /** Whether the same work may succeed a little later: the server is not there, or others were in the way. */
    boolean isPassing(SQLException failure);

    /** Whether the server has said that it has rolled the work back, also where that was the answer to a commit. */
    default boolean isRolledBack(Exception failure) {
        return failure.getCause() instanceof SQLException sql
                && sql.getSQLState() != null
                && sql.getSQLState().startsWith("40");
    }

    /** What a failure means to the person who must mend it. */
    String explain(SQLException failure);

    /** Only the first column of the first row of a query; 0 where there is no row. */
    static int number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }
}
