// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;

/** Keeps a few connections open and lets no more than that be open at once; who comes later waits. Thread-safe. */
final class ConnectionPool implements ConnectionFactory, AutoCloseable {
    private static final int SIZE = 8;
    private static final int SECONDS_TO_ANSWER = 5;

    /** A connection that was in use so shortly before is not asked whether it still is one. */
    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final DataSource source;
    private final Semaphore free = new Semaphore(SIZE, true);
    private final Deque<Idle> idle = new ArrayDeque<>();
    private boolean closed;

    private record Idle(Connection connection, long since) {
        boolean isSound() throws SQLException {
            return System.nanoTime() - since < FRESH_NANOS || connection.isValid(SECONDS_TO_ANSWER);
        }
    }

    ConnectionPool(DataSource source) {
        this.source = source;
    }

    @Override
    public Connection openConnection() throws SQLException {
        free.acquireUninterruptibly();
        try {
            for (var kept = takeIdle(); kept != null; kept = takeIdle()) {
                if (kept.isSound()) {
                    return kept.connection();
                }
                kept.connection().close();
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

    private synchronized Idle takeIdle() throws SQLException {
        if (closed) {
            throw new SQLException("it is closed");
        }
        return idle.pollLast();
    }

    private synchronized boolean keep(Connection connection) {
        return !closed && idle.offerLast(new Idle(connection, System.nanoTime()));
    }

    @Override
    public synchronized void close() throws SQLException {
        closed = true;
        for (var kept = idle.poll(); kept != null; kept = idle.poll()) {
            kept.connection().close();
        }
    }
}
