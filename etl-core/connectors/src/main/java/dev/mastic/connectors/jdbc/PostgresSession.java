// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One transaction of a database. */
record PostgresSession(Connection connection) implements AutoCloseable {
    /** What a statement answers, each value as text. */
    List<List<String>> rows(String sql, Object... parameters) throws SQLException {
        try (var statement = prepare(sql, parameters);
                var answer = statement.executeQuery()) {
            int width = answer.getMetaData().getColumnCount();
            var rows = new ArrayList<List<String>>();
            while (answer.next()) {
                var row = new String[width];
                for (int i = 0; i < width; i++) {
                    row[i] = answer.getString(i + 1);
                }
                rows.add(Arrays.asList(row));
            }
            return rows;
        }
    }

    /** The first row of an answer. */
    Optional<List<String>> first(String sql, Object... parameters) throws SQLException {
        return rows(sql, parameters).stream().findFirst();
    }

    /** The first column of an answer. */
    List<String> column(String sql, Object... parameters) throws SQLException {
        return rows(sql, parameters).stream().map(row -> row.get(0)).toList();
    }

    /** An answer of one whole number. */
    long number(String sql, Object... parameters) throws SQLException {
        return Long.parseLong(rows(sql, parameters).get(0).get(0));
    }

    /** Runs a statement that changes something, and says how many rows it has changed. */
    long run(String sql, Object... parameters) throws SQLException {
        try (var statement = prepare(sql, parameters)) {
            return statement.executeLargeUpdate();
        }
    }

    /** What a query's columns are, without running it. */
    <T> T describe(String sql, Described<T> described) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            return described.of(statement.getMetaData());
        }
    }

    void commit() throws SQLException {
        connection.commit();
    }

    /** Ends the transaction; what was not committed is taken back. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    interface Described<T> {
        T of(ResultSetMetaData columns) throws SQLException;
    }
}
