// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * The writers of one SQLite file in this process, one after another in the order in which they come. Whoever waits already when one is done
 * joins its transaction, with a savepoint of its own: then one write to the disk makes the work of all of them durable. Nobody hears of
 * success or failure before that. Begins and commits are SQL: the driver's own commit begins the next transaction at once, and when that fails
 * it reports a commit that has happened as failed.
 *
 * @see <a href="https://www.sqlite.org/lang_savepoint.html">SQLite: savepoints</a>
 */
final class SharedCommits {
    private static final Duration LONGEST = Duration.ofMillis(20);

    private final Jdbi jdbi;
    private final long longestNanos;
    private final ReentrantLock turn = new ReentrantLock(true);

    /** What whoever has the turn joins; null where that begins the next transaction. Not seen without the turn. */
    private Shared open;

    SharedCommits(Jdbi jdbi) {
        this(jdbi, LONGEST);
    }

    /**
     * The same.
     *
     * @param longest a transaction that is older takes no more work, for other processes wait for its end too
     */
    SharedCommits(Jdbi jdbi, Duration longest) {
        this.jdbi = jdbi;
        this.longestNanos = longest.toNanos();
    }

    /** Work that is durable when this returns. It is done again where the work of another has made the database roll both back. */
    <T> T write(Function<Handle, T> work) {
        while (true) {
            Outcome<T> outcome = inTurn(() -> join(work));
            if (outcome.shared().isCommitted()) {
                return outcome.answer().get();
            }
        }
    }

    /** Work whose transaction nobody shares and which is taken back. */
    <T> T rehearse(Function<Handle, T> work) {
        return inTurn(() -> {
            commitOpen();
            try (var handle = begin(jdbi)) {
                return takenBack(handle, work);
            }
        });
    }

    /** Takes everything back that the work has done on a connection. */
    static <T> T takenBack(Handle handle, Function<Handle, T> work) {
        try {
            T answer = work.apply(handle);
            handle.execute("rollback");
            return answer;
        } catch (RuntimeException | Error e) {
            rollback(handle, e);
            throw e;
        }
    }

    /** Refuses a transaction inside another one of this thread. */
    void requireNone() {
        if (turn.isHeldByCurrentThread()) {
            throw new IllegalStateException("transactions are not nested");
        }
    }

    private <T> T inTurn(Supplier<T> step) {
        requireNone();
        turn.lock();
        try {
            return step.get();
        } finally {
            turn.unlock();
        }
    }

    private <T> Outcome<T> join(Function<Handle, T> work) {
        var shared = open == null ? new Shared(begin(jdbi)) : open;
        open = null;
        var outcome = shared.run(work);
        open = shared;
        if (shared.age() > longestNanos || !turn.hasQueuedThreads()) {
            commitOpen();
        }
        return outcome;
    }

    private void commitOpen() {
        if (open != null) {
            open.commit();
            open = null;
        }
    }

    private static Handle begin(Jdbi jdbi) {
        var handle = jdbi.open();
        try {
            handle.execute("begin immediate");
            return handle;
        } catch (RuntimeException | Error e) {
            handle.close();
            throw e;
        }
    }

    /** Rolls back after a failure. A connection in an unknown state is closed, for it must not come back from the pool. */
    static void rollback(Handle handle, Throwable cause) {
        try {
            handle.execute("rollback");
        } catch (JdbiException e) {
            cause.addSuppressed(e);
            discard(handle, cause);
        }
    }

    private static void discard(Handle handle, Throwable cause) {
        try {
            handle.getConnection().close();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /**
     * What became of one's work.
     *
     * @param answer gives it, or throws what the work has thrown
     */
    private record Outcome<T>(Shared shared, Supplier<T> answer) {}

    /** A transaction with the work of several threads in it. All but {@link #isCommitted} needs the turn. */
    private static final class Shared {
        private final Handle handle;
        private final long since = System.nanoTime();
        private final CompletableFuture<Supplier<Boolean>> end = new CompletableFuture<>();
        private boolean empty = true;

        Shared(Handle handle) {
            this.handle = handle;
        }

        /** Waits for the end; false if all was rolled back. Throws what has made the commit fail. */
        boolean isCommitted() {
            return end.join().get();
        }

        long age() {
            return System.nanoTime() - since;
        }

        /** Throws what the work has thrown where the transaction has ended by that. */
        <T> Outcome<T> run(Function<Handle, T> work) {
            if (!empty) {
                return joined(work);
            }
            try {
                T answer = work.apply(handle);
                empty = false;
                return new Outcome<>(this, () -> answer);
            } catch (RuntimeException | Error e) {
                end(e);
                throw e;
            }
        }

        private <T> Outcome<T> joined(Function<Handle, T> work) {
            try {
                handle.execute("savepoint joined");
                T answer = work.apply(handle);
                handle.execute("release joined");
                return new Outcome<>(this, () -> answer);
            } catch (RuntimeException | Error e) {
                if (!isTakenBack(e)) {
                    end(e);
                    end.complete(() -> false);
                    throw e;
                }
                return new Outcome<>(this, () -> {
                    throw e;
                });
            }
        }

        /** Not after failures such as a full disk: then the database has rolled back everything. */
        private boolean isTakenBack(Throwable cause) {
            try {
                handle.execute("rollback to joined");
                handle.execute("release joined");
                return true;
            } catch (JdbiException e) {
                cause.addSuppressed(e);
                return false;
            }
        }

        void commit() {
            try {
                handle.execute("commit");
                handle.close();
                end.complete(() -> true);
            } catch (RuntimeException | Error e) {
                end(e);
                end.complete(() -> {
                    throw e;
                });
            }
        }

        private void end(Throwable cause) {
            try (handle) {
                rollback(handle, cause);
            }
        }
    }
}
