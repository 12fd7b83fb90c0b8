// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.BusyHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/** Connections to one SQLite file that wait for the locks of other processes in short sleeps. */
final class SqliteSource extends SQLiteDataSource {
    private final Duration patience;

    SqliteSource(SQLiteConfig config, Duration patience) {
        super(config);
        this.patience = patience;
    }

    @Override
    public SQLiteConnection getConnection(String user, String password) throws SQLException {
        var connection = super.getConnection(user, password);
        BusyHandler.setHandler(connection, new ShortSleeps(patience));
        return connection;
    }

    /**
     * SQLite's own sleeps grow to 100 ms: whoever sleeps so long between two looks hardly ever meets the moment between two transactions of a
     * busy writer. These stay short and differ by chance, so that each waiter gets its turn.
     */
    private static final class ShortSleeps extends BusyHandler {
        private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(4);
        private final Duration patience;
        private long since;

        ShortSleeps(Duration patience) {
            this.patience = patience;
        }

        @Override
        protected int callback(int looks) {
            if (looks == 0) {
                since = System.nanoTime();
            } else if (System.nanoTime() - since > patience.toNanos()) {
                return 0;
            }
            sleep(ThreadLocalRandom.current().nextLong(LONGEST_NANOS / 8, LONGEST_NANOS));
            return 1;
        }

        /** Also a thread that is interrupted waits, as it does in SQLite's own sleeps. */
        private static void sleep(long nanos) {
            boolean interrupted = Thread.interrupted();
            LockSupport.parkNanos(nanos);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
