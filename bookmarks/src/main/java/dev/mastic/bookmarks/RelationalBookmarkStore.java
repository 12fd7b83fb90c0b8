// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.bookmarks;

import dev.mastic.core.bookmark.Bookmark;
import dev.mastic.core.bookmark.BookmarkAdministration;
import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.bookmark.JournalEntry;
import dev.mastic.core.bookmark.JournalEvent;
import dev.mastic.core.bookmark.JournalLine;
import dev.mastic.core.bookmark.Lease;
import dev.mastic.core.bookmark.Phase;
import dev.mastic.core.bookmark.Position;
import dev.mastic.core.bookmark.Receipt;
import dev.mastic.core.bookmark.Run;
import dev.mastic.database.RelationalStore;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Leases, journal and bookmarks in the relational store. Whether a lease is over is told by the clock of the database. The store is the
 * caller's to close.
 */
public final class RelationalBookmarkStore implements BookmarkStore {
    private final RelationalStore database;
    private final Transactions store;
    private final Leases leases;
    private final Journal journal;
    private final Ledgers ledgers;
    private final Events events;

    public RelationalBookmarkStore(RelationalStore store) {
        this(store, Transactions.of(store));
    }

    /** A store whose calls are all part of one transaction. */
    RelationalBookmarkStore(RelationalStore database, Transactions transactions) {
        var dialect = database.dialect();
        this.database = database;
        this.store = transactions;
        this.leases = new Leases(dialect);
        this.journal = new Journal(dialect);
        this.ledgers = new Ledgers(dialect);
        this.events = new Events(dialect);
    }

    /** {@inheritDoc} A live lease of the same run id is respected too: it is held by another attempt. */
    @Override
    public Lease acquire(String job, String runId, String holder, Duration timeToLive) {
        return store.write(handle -> leases.acquire(handle, job, runId, holder, timeToLive));
    }

    @Override
    public void renew(Lease lease, Duration timeToLive) {
        store.repeat(handle -> leases.renew(handle, lease, timeToLive));
    }

    @Override
    public void release(Lease lease) {
        store.repeat(handle -> leases.release(handle, lease));
    }

    @Override
    public Optional<JournalEntry> find(String job, String runId) {
        return store.read(handle -> journal.find(handle, job, runId));
    }

    @Override
    public List<JournalEntry> unfinished(String job) {
        return store.read(handle -> journal.unfinished(handle, job));
    }

    /**
     * {@inheritDoc}
     *
     * @throws JournalConflictException if the journal holds this token already, or the entry is of another job or phase
     */
    @Override
    public void plan(Lease lease, JournalEntry entry) {
        requireSameJob(lease, entry.run());
        store.change(handle -> {
            leases.fence(handle, lease);
            journal.insert(handle, entry);
        });
    }

    /**
     * {@inheritDoc} Receipts are added to those that the journal has; repeating the present phase only adds receipts.
     *
     * @throws JournalConflictException if the run is unknown, is in a later phase, or has committed and would be discarded
     */
    @Override
    public void mark(Lease lease, Run run, Phase phase, Map<String, Receipt> receipts) {
        requireSameJob(lease, run);
        if (phase == Phase.ADVANCED) {
            throw new IllegalArgumentException("A run is marked ADVANCED only by advance()");
        }
        store.repeat(handle -> {
            leases.fence(handle, lease);
            var state = journal.state(handle, run);
            state.requireMoveTo(phase);
            var all = new LinkedHashMap<>(state.receipts());
            all.putAll(receipts);
            journal.move(handle, run, phase, all);
        });
    }

    /**
     * {@inheritDoc}
     *
     * @throws JournalConflictException if the run is unknown or has not committed
     */
    @Override
    public void advance(Lease lease, Run run) {
        requireSameJob(lease, run);
        store.repeat(handle -> {
            leases.fence(handle, lease);
            var state = journal.state(handle, run);
            if (state.phase() != Phase.ADVANCED) {
                state.requireMoveTo(Phase.ADVANCED);
                journal.slices(handle, run).forEach(slice -> ledgers.move(handle, Ledgers.Mover.of(run), slice));
                journal.move(handle, run, Phase.ADVANCED, state.receipts());
            }
        });
    }

    @Override
    public List<JournalLine> history(String job) {
        return store.read(handle -> journal.history(handle, job));
    }

    @Override
    public Optional<JournalEntry> entry(Run run) {
        return store.read(handle -> journal.entry(handle, run));
    }

    @Override
    public void note(Lease lease, Run run, String what, String detail) {
        requireSameJob(lease, run);
        store.change(handle -> {
            leases.fence(handle, lease);
            events.add(handle, run, what, detail);
        });
    }

    @Override
    public List<JournalEvent> events(Run run) {
        return store.read(handle -> events.of(handle, run));
    }

    @Override
    public Optional<Position> position(String job, String source) {
        return store.read(handle -> ledgers.read(handle, job, source));
    }

    @Override
    public List<Bookmark> bookmarks(Optional<String> job) {
        return store.read(handle -> ledgers.bookmarks(handle, job));
    }

    @Override
    public boolean knows(Run run) {
        return store.read(handle -> journal.holds(handle, run) || OtherRuns.hold(handle, run));
    }

    @Override
    public BookmarkAdministration administration() {
        return new RelationalBookmarkAdministration(database, store);
    }

    private static void requireSameJob(Lease lease, Run run) {
        if (!lease.job().equals(run.job())) {
            throw new JournalConflictException(
                    run, "the lease is of another job (got '" + lease.job() + "'; expected '" + run.job() + "')");
        }
    }
}
