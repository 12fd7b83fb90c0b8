// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.database;

import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * The one relational store behind catalog, bookmarks and runs: an SQLite file, or a schema of a PostgreSQL database. Thread-safe; several
 * processes may have the same store open. No call runs a Spark job.
 * Transactions are not nested. Threads that write an SQLite store at the same time share a commit, and wait for it together.
 *
 * <p>An SQLite store belongs to one host. Its locks and its write-ahead log do not work on network disks, which cannot be told from
 * local ones with certainty, so they are not refused: state that several hosts share belongs into PostgreSQL.
 *
 * @see <a href="https://www.sqlite.org/wal.html">SQLite: write-ahead logging</a>
 */
public final class RelationalStore implements AutoCloseable {
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");
    private static final String SQLITE = "jdbc:sqlite:";
    private static final String EXPECTED =
            "(expected a file on a local disk, jdbc:sqlite:FILE or jdbc:postgresql://HOST/DATABASE)";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private final Backend backend;
    private final ConnectionPool pool;
    private final Jdbi jdbi;
    private final SharedCommits commits;
    private final Patience patience;

    private RelationalStore(Backend backend, Duration patience) {
        this.backend = backend;
        this.patience = new Patience(backend, patience);
        this.pool = new ConnectionPool(backend.dataSource());
        this.jdbi = Jdbi.create(pool);
        this.commits = new SharedCommits(jdbi);
    }

    /**
     * Opens a store; makes it, with the folders above it, where there is none, and brings an older schema up to date. When the schema is
     * current that is one query.
     *
     * @param where an SQLite file (as a path, {@code file:} or {@code jdbc:sqlite:} URL), or {@code jdbc:postgresql://HOST/DATABASE}
     *     with the driver's options
     * @throws UnusableStoreException if there is something else at the place, or a newer Mastic wrote it
     */
    public static RelationalStore open(String where) {
        return open(where, PATIENCE);
    }

    /**
     * The same.
     *
     * @param patience how long work is tried again that fails by what passes: a server that is not there, or is busy
     */
    public static RelationalStore open(String where, Duration patience) {
        var store = new RelationalStore(backend(where), patience);
        try {
            store.prepare();
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static Backend backend(String where) {
        if (where.startsWith("jdbc:postgresql:")) {
            return PostgresServer.at(where);
        } else if (where.startsWith(SQLITE)) {
            var file = where.substring(SQLITE.length());
            if (file.isEmpty() || file.startsWith(":") || file.startsWith("file:") || file.contains("?")) {
                throw new UnusableStoreException(where, "only a plain file can hold it " + EXPECTED);
            }
            return SqliteFile.at(Path.of(file).toAbsolutePath());
        } else if (where.startsWith("file:")) {
            return SqliteFile.at(Path.of(URI.create(where)));
        } else if (where.isBlank() || SCHEME.matcher(where).matches()) {
            throw new UnusableStoreException(
                    "'" + where.replaceAll("\\?.*", "") + "'", "no such kind of store " + EXPECTED);
        }
        return SqliteFile.at(Path.of(where).toAbsolutePath());
    }

    private void prepare() {
        try {
            int found = patience.connect(this::schemaVersion);
            if (found > Schema.VERSION) {
                throw new UnusableStoreException(
                        location(),
                        "a newer Mastic wrote it (got schema " + found + "; expected at most " + Schema.VERSION
                                + "): use that version");
            } else if (found < Schema.VERSION) {
                backend.migrate();
            }
        } catch (SQLException e) {
            throw new UnusableStoreException(location(), backend.explain(e), e);
        } catch (FlywayException e) {
            throw new UnusableStoreException(location(), "its schema cannot be brought up to date: " + explain(e), e);
        }
    }

    /** What the database said, which tools only wrap. */
    private String explain(Throwable e) {
        for (var cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return backend.explain(sql);
            }
        }
        return e.getMessage();
    }

    /** The version of the schema; that of this Mastic, once the store is open. */
    public int schema() {
        return Schema.VERSION;
    }

    private int schemaVersion() throws SQLException {
        var connection = pool.openConnection();
        try {
            return backend.schemaVersion(connection);
        } finally {
            pool.closeConnection(connection);
        }
    }

    /**
     * Asks the database for a number.
     *
     * @throws StoreFailedException if it does not answer
     */
    public void check() {
        read(handle ->
                handle.createQuery(Schema.READ_VERSION).mapTo(Integer.class).one());
    }

    /** The file, or the server's URL without options. */
    public String location() {
        return backend.where();
    }

    /** How the database spells what the two spell differently. */
    public Dialect dialect() {
        return backend.dialect();
    }

    /**
     * Runs queries that see one moment of the database.
     *
     * @throws StoreFailedException if the database fails
     */
    public <T> T read(Function<Handle, T> work) {
        commits.requireNone();
        return patience.repeat(() -> transaction(
                work,
                tracked -> jdbi.withHandle(handle -> switch (dialect()) {
                    case SQLITE -> sqlite(handle, tracked);
                    case POSTGRESQL -> handle.inTransaction(open -> ofOneMoment(open, tracked));
                })));
    }

    /** By one statement: the driver would ask for the level of before, and bring it back, each by a round trip. */
    private static <T> T ofOneMoment(Handle handle, Function<Handle, T> work) {
        handle.execute("set transaction isolation level repeatable read");
        return work.apply(handle);
    }

    /**
     * Runs queries and changes as one transaction; an exception of the work rolls it back and is thrown on. What the work reads before it
     * changes it must be read with {@link Dialect#forUpdate()}. Work that was rolled back because the server went away, or because of
     * others, is done again for a while; work whose commit was sent and not answered never is, for it may have been done.
     *
     * @throws StoreFailedException if the database fails
     */
    public <T> T write(Function<Handle, T> work) {
        return patience.unlessDone(() -> transaction(work, this::written));
    }

    private <T> T written(Tracked<T> tracked) {
        return switch (dialect()) {
            case SQLITE -> commits.write(tracked);
            case POSTGRESQL -> jdbi.inTransaction(tracked::apply);
        };
    }

    /** Like {@link #write}, for work without an answer. */
    public void change(Consumer<Handle> work) {
        write(handle -> {
            work.accept(handle);
            return null;
        });
    }

    /** Like {@link #change}, for work that is harmless when it is done twice: it is done again also when its commit was not answered. */
    public void repeat(Consumer<Handle> work) {
        patience.repeat(() -> transaction(
                handle -> {
                    work.accept(handle);
                    return null;
                },
                this::written));
    }

    /**
     * Like {@link #write}, but everything is taken back at the end.
     *
     * @throws StoreFailedException if the database fails
     */
    public <T> T rehearse(Function<Handle, T> work) {
        return transaction(work, tracked -> switch (dialect()) {
            case SQLITE -> commits.rehearse(tracked);
            case POSTGRESQL ->
                jdbi.withHandle(handle -> {
                    handle.execute("begin");
                    return SharedCommits.takenBack(handle, tracked);
                });
        });
    }

    private static <T> T sqlite(Handle handle, Function<Handle, T> work) {
        handle.execute("begin deferred");
        try {
            T answer = work.apply(handle);
            handle.execute("commit");
            return answer;
        } catch (RuntimeException | Error e) {
            SharedCommits.rollback(handle, e);
            throw e;
        }
    }

    private <T> T transaction(Function<Handle, T> work, Function<Tracked<T>, T> run) {
        var tracked = new Tracked<>(work);
        try {
            return run.apply(tracked);
        } catch (JdbiException e) {
            throw new StoreFailedException(location(), explain(e), tracked.done && !backend.isRolledBack(e), e);
        }
    }

    /** Knows whether the work came to its end, so that only the commit was left to fail. */
    private static final class Tracked<T> implements Function<Handle, T> {
        private final Function<Handle, T> work;
        private boolean done;

        Tracked(Function<Handle, T> work) {
            this.work = work;
        }

        @Override
        public T apply(Handle handle) {
            done = false;
            T answer = work.apply(handle);
            done = true;
            return answer;
        }
    }

    /** Closes all connections; a call that still runs closes its own when it ends. */
    @Override
    public void close() {
        try {
            pool.close();
        } catch (SQLException e) {
            throw new StoreFailedException(location(), "it cannot be closed: " + e.getMessage(), false, e);
        }
    }

    @Override
    public String toString() {
        return location();
    }
}
