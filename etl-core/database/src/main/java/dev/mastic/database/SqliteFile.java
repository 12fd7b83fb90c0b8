// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.database;

import dev.mastic.core.failure.IoReason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/** The state in one SQLite file. */
record SqliteFile(Path file) implements Backend {
    private static final int BUSY_MILLIS = 30_000;
    private static final String TABLES = "select count(*) from sqlite_master where type = 'table' and name ";

    /** The file, or the place for it, in a folder that exists. */
    static SqliteFile at(Path file) {
        if (Files.isDirectory(file)) {
            throw new UnusableStoreException(file.toString(), "it is a folder (expected a file)");
        }
        try {
            Files.createDirectories(file.getParent());
            return new SqliteFile(file);
        } catch (IOException e) {
            throw new UnusableStoreException(file.toString(), "its folder cannot be made: " + IoReason.of(e), e);
        }
    }

    @Override
    public String where() {
        return file.toString();
    }

    @Override
    public Dialect dialect() {
        return Dialect.SQLITE;
    }

    @Override
    public DataSource dataSource() {
        var config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.enforceForeignKeys(true);
        // A commit must outlive a power cut: sinks act on what the journal says.
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setGetGeneratedKeys(false);
        var source = new SqliteSource(config, Duration.ofMillis(BUSY_MILLIS));
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    @Override
    public int schemaVersion(Connection connection) throws SQLException {
        if (Backend.number(connection, TABLES + "= 'schema_version'") > 0) {
            return Backend.number(connection, Schema.READ_VERSION);
        }
        boolean foreign = Backend.number(connection, TABLES + "not like 'sqlite%'") > 0
                && Backend.number(connection, TABLES + "= 'flyway_schema_history'") == 0;
        if (foreign) {
            throw new UnusableStoreException(where(), "it is an SQLite database of another program");
        }
        return 0;
    }

    @Override
    public void migrate() {
        var lockFile = file.resolveSibling(file.getFileName() + ".migrating");
        try (var channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = lock(channel);
                var connection = dataSource().getConnection()) {
            if (schemaVersion(connection) != Schema.VERSION) {
                // Stays with the file. Readers then never wait for the writer.
                Backend.number(connection, "pragma journal_mode = wal");
                Schema.migrate(dataSource(), dialect(), List.of());
            }
            // Whoever waits for this lock finds the schema up to date, so the file may go while it is held.
            Files.deleteIfExists(lockFile);
        } catch (IOException e) {
            throw new UnusableStoreException(where(), "its lock file cannot be written: " + IoReason.of(e), e);
        } catch (SQLException e) {
            throw new UnusableStoreException(where(), explain(e), e);
        }
    }

    /** Java refuses at once, instead of waiting, a lock that another thread of this process holds. */
    private static FileLock lock(FileChannel channel) throws IOException {
        while (true) {
            try {
                return channel.lock();
            } catch (OverlappingFileLockException e) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
        }
    }

    /** Nothing: for a lock of others SQLite waits by itself. */
    @Override
    public boolean isPassing(SQLException failure) {
        return false;
    }

    @Override
    public String explain(SQLException failure) {
        int code = failure.getErrorCode() & 0xff;
        if (code == SQLiteErrorCode.SQLITE_NOTADB.code) {
            return "it is no SQLite database (expected a file that Mastic made, or no file)";
        } else if (code == SQLiteErrorCode.SQLITE_BUSY.code) {
            return "another process has kept it locked for " + BUSY_MILLIS / 1000 + " s: " + failure.getMessage();
        }
        if (code == SQLiteErrorCode.SQLITE_CANTOPEN.code || code == SQLiteErrorCode.SQLITE_READONLY.code) {
            return "the file cannot be opened for writing (expected a folder and a file with permission to write)";
        }
        if (code == SQLiteErrorCode.SQLITE_FULL.code || code == SQLiteErrorCode.SQLITE_IOERR.code) {
            return "the file cannot grow or be written (" + free() + "): " + failure.getMessage();
        } else if (code == SQLiteErrorCode.SQLITE_CORRUPT.code) {
            return "the file is damaged: put a copy in its place, or move it away and make the bookmarks again with"
                    + " mastic bookmark adopt: " + failure.getMessage();
        }
        return failure.getMessage();
    }

    private String free() {
        try {
            return Files.getFileStore(file.getParent()).getUsableSpace() + " bytes are free";
        } catch (IOException e) {
            return "how much space is free is not known: " + IoReason.of(e);
        }
    }
}
