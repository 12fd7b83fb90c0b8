// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;

/** Keeps a few connections open and lets no more than that be open at once; who comes later waits. Thread-safe. */
final class ConnectionPool implements ConnectionFactory, AutoCloseable {
    private static final int SIZE = 8;
    private static final int SECONDS_TO_ANSWER = 5;
    private final DataSource source;
    private final Semaphore free = new Semaphore(SIZE, true);
    private final Deque<Connection> idle = new ArrayDeque<>();
    private boolean closed;

    ConnectionPool(DataSource source) {
        this.source = source;
    }

    @Override
    public Connection openConnection() throws SQLException {
        free.acquireUninterruptibly();
        try {
            for (var kept = takeIdle(); kept != null; kept = takeIdle()) {
                if (kept.isValid(SECONDS_TO_ANSWER)) {
                    return kept;
                }
                kept.close();
            }
            return source.getConnection();
        } catch (SQLException | RuntimeException e) {
            free.release();
            throw e;
        }
    }

    @Override
    public void closeConnection(Connection connection) throws SQLException {
        try {
            boolean sound = !connection.isClosed() && connection.getAutoCommit();
            if (!sound || !keep(connection)) {
                connection.close();
            }
        } finally {
            free.release();
        }
    }

    private synchronized Connection takeIdle() throws SQLException {
        if (closed) {
            throw new SQLException("it is closed");
        }
        return idle.pollLast();
    }

    private synchronized boolean keep(Connection connection) {
        return !closed && idle.offerLast(connection);
    }

    @Override
    public synchronized void close() throws SQLException {
        closed = true;
        for (var connection = idle.poll(); connection != null; connection = idle.poll()) {
            connection.close();
        }
    }
}
