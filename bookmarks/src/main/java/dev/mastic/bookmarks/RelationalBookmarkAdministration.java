// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.bookmarks;

import dev.mastic.core.bookmark.AdoptedRun;
import dev.mastic.core.bookmark.BookmarkAdministration;
import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.bookmark.FileLedger;
import dev.mastic.core.bookmark.Items;
import dev.mastic.core.bookmark.JournalEntry;
import dev.mastic.core.bookmark.JournalLine;
import dev.mastic.core.bookmark.Lease;
import dev.mastic.core.bookmark.Moved;
import dev.mastic.core.bookmark.Phase;
import dev.mastic.core.bookmark.Position;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.SeenFile;
import dev.mastic.core.bookmark.Token;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.Quantity;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.database.RelationalStore;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Changes of bookmarks by hand, in the relational store. */
final class RelationalBookmarkAdministration implements BookmarkAdministration {
    private final RelationalStore database;
    private final Transactions store;
    private final Leases leases;
    private final Journal journal;
    private final Ledgers ledgers;
    private final Events events;

    RelationalBookmarkAdministration(RelationalStore database, Transactions store) {
        this.database = database;
        this.store = store;
        this.leases = new Leases(database.dialect());
        this.journal = new Journal(database.dialect());
        this.ledgers = new Ledgers(database.dialect());
        this.events = new Events(database.dialect());
    }

    @Override
    public List<Moved> reset(Lease lease, Optional<String> source) {
        return change(lease, "reset", handle -> chosen(handle, lease.job(), source)
                .forEach(kept -> kept.past(handle).returnTo(Pasts.BEFORE_ALL, lease.token())));
    }

    @Override
    public List<Moved> rewind(Lease lease, Optional<String> source, Run to) {
        return change(lease, "rewound to run " + to.runId(), handle -> {
            requireAdvanced(handle, to);
            for (var kept : chosen(handle, lease.job(), source)) {
                kept.requireReach(to);
                kept.past(handle).returnTo(to.token(), lease.token());
            }
        });
    }

    private void requireAdvanced(Handle handle, Run to) {
        var phase = journal.entry(handle, to).map(JournalEntry::phase);
        if (!phase.equals(Optional.of(Phase.ADVANCED))) {
            var why = phase.map(found -> "it ended as " + found).orElse("the journal does not know it");
            throw new UsageException("Cannot rewind job '" + to.job() + "' to run " + to.runId()
                    + ": it has moved no bookmark here (" + why + ")");
        }
    }

    @Override
    public List<Moved> put(Lease lease, String source, Position position) {
        if (position instanceof Position.Files) {
            throw new IllegalArgumentException("A ledger is filled by markSeen");
        }
        return change(lease, "put", handle -> ledgers.put(handle, Ledgers.Mover.of(lease.run()), source, position));
    }

    @Override
    public List<Moved> markSeen(Lease lease, String source, Items.Files files) {
        return change(lease, "marked as read", handle -> {
            var seen = ledger(handle, lease.job(), source);
            var others = files.files().stream()
                    .filter(file -> seen.state(file) != FileLedger.State.SEEN)
                    .toList();
            OtherRuns.add(handle, lease.run(), Optional.of(leases.clock(handle)));
            ledgers.add(handle, Ledgers.Mover.of(lease.run()), source, new Items.Files(others));
        });
    }

    private FileLedger ledger(Handle handle, String job, String source) {
        var position = ledgers.read(handle, job, source);
        if (position.isEmpty()) {
            return FileLedger.empty();
        } else if (position.get() instanceof Position.Files files) {
            return files.seen();
        }
        throw new UsageException("Cannot mark files of source '" + source + "' as read: its bookmark is one of "
                + position.get().kind());
    }

    @Override
    public SeenFile seen(String job, String source, FileItem file) {
        return store.read(handle -> OtherRuns.seen(handle, job, source, file));
    }

    @Override
    public List<JournalLine> unfinished() {
        return store.read(journal::unfinished);
    }

    @Override
    public List<JournalLine> attempts(String runId) {
        return store.read(handle -> journal.attempts(handle, runId));
    }

    @Override
    public List<Moved> adopt(Lease lease, List<AdoptedRun> runs) {
        return change(lease, "adopted " + Quantity.of(runs.size(), "run"), handle -> {
            forgetAll(handle, lease);
            var newest = Pasts.BEFORE_ALL;
            for (var adopted : runs) {
                OtherRuns.add(handle, adopted.run(), Optional.empty());
                var mover = new Ledgers.Mover(adopted.run(), lease.token());
                adopted.slices().forEach(slice -> ledgers.move(handle, mover, slice));
                newest = adopted.run().token();
            }
            takenOver(handle, lease, newest);
        });
    }

    @Override
    public void export(String job, OutputStream to) {
        var begun = new AtomicBoolean();
        store.read(handle -> {
            requireFirst(begun, "export");
            requireEnded(handle, job, "export");
            return new Export(handle, job).to(to, leases.newest(handle, job));
        });
    }

    @Override
    public List<Moved> load(Lease lease, InputStream document) {
        var begun = new AtomicBoolean();
        return change(lease, "imported", handle -> {
            requireFirst(begun, "import");
            forgetAll(handle, lease);
            takenOver(handle, lease, new Import(handle, lease, ledgers).from(document));
        });
    }

    /** The store may try work again that has failed; what a stream has given or taken cannot be taken back. */
    private static void requireFirst(AtomicBoolean begun, String verb) {
        if (begun.getAndSet(true)) {
            throw new EtlException("Cannot " + verb + " the bookmarks: the store failed in the middle; do it again");
        }
    }

    private void forgetAll(Handle handle, Lease lease) {
        Kept.all(handle, lease.job()).forEach(kept -> kept.past(handle).returnTo(Pasts.BEFORE_ALL, lease.token()));
    }

    /** From here on rewinds do not reach back, and tokens go on after those of the other state. */
    private void takenOver(Handle handle, Lease lease, Token newest) {
        handle.execute(
                "update bookmarks set reach = ? where job = ?", lease.token().number(), lease.job());
        leases.continueAfter(handle, lease, newest);
    }

    @Override
    public <T> T rehearse(Function<BookmarkStore, T> work) {
        return database.rehearse(
                handle -> work.apply(new RelationalBookmarkStore(database, Transactions.within(handle))));
    }

    /** One change under a lease, with what it has moved. */
    private List<Moved> change(Lease lease, String what, Consumer<Handle> work) {
        return store.write(handle -> {
            leases.fence(handle, lease);
            requireEnded(handle, lease.job(), "change");
            var before = ledgers.bookmarks(handle, Optional.of(lease.job()));
            work.accept(handle);
            var after = ledgers.bookmarks(handle, Optional.of(lease.job()));
            var moved = Kept.all(handle, lease.job()).stream()
                    .flatMap(kept -> kept.moved(handle, lease.token(), before, after).stream())
                    .toList();
            events.add(handle, lease.run(), what, "");
            return moved;
        });
    }

    private void requireEnded(Handle handle, String job, String verb) {
        journal.unfinished(handle, job).stream().findFirst().ifPresent(entry -> {
            throw new UsageException("Cannot " + verb + " the bookmarks of job '" + job + "': run "
                    + entry.run().runId() + " has not ended (phase " + entry.phase()
                    + "): run the job, which ends it first");
        });
    }

    private static List<Kept> chosen(Handle handle, String job, Optional<String> source) {
        var all = Kept.all(handle, job);
        var chosen = all.stream()
                .filter(kept -> source.map(kept.source()::equals).orElse(true))
                .toList();
        if (chosen.isEmpty()) {
            var known = all.stream().map(Kept::source).toList();
            throw new UsageException(source.map(name -> "No bookmark of source '" + name + "' of job '" + job + "' "
                            + Suggestion.among(name, known))
                    .orElse("No bookmark of job '" + job + "'"));
        }
        return chosen;
    }
}
