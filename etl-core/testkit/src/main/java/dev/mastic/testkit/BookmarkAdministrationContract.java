// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.mastic.core.bookmark.AdoptedRun;
import dev.mastic.core.bookmark.Advance;
import dev.mastic.core.bookmark.Bookmark;
import dev.mastic.core.bookmark.BookmarkAdministration;
import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.bookmark.Cursor;
import dev.mastic.core.bookmark.ExportHeader;
import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.bookmark.FileLedger;
import dev.mastic.core.bookmark.Items;
import dev.mastic.core.bookmark.JobLockedException;
import dev.mastic.core.bookmark.JournalEntry;
import dev.mastic.core.bookmark.JournalLine;
import dev.mastic.core.bookmark.Lease;
import dev.mastic.core.bookmark.LeaseLostException;
import dev.mastic.core.bookmark.Moved;
import dev.mastic.core.bookmark.Phase;
import dev.mastic.core.bookmark.Position;
import dev.mastic.core.bookmark.RowVersions;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.SeenFile;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.bookmark.Token;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.UsageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** What every {@link BookmarkAdministration} must do. A subclass gives the store. */
public abstract class BookmarkAdministrationContract {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Optional<String> ALL = Optional.empty();

    /** Opens the state of the present test, which is empty at its start; each call a store of its own over the same state. */
    protected abstract BookmarkStore open();

    /** Opens another state, which is empty too. */
    protected abstract BookmarkStore openOther();

    @Test
    void aResetBookmarkReadsFromTheBeginningAndCanBeTakenBack() {
        var store = open();
        var run = advance(store, "run-1", files("a", "b"));
        var moved = change(store, (desk, lease) -> desk.reset(lease, ALL));
        assertThat(moved).containsExactly(new Moved("orders", "2 files", "", 0, 0, 2));
        assertThat(store.position("job", "orders")).isEmpty();
        assertThat(store.bookmarks(ALL)).isEmpty();

        change(store, (desk, lease) -> desk.rewind(lease, ALL, run));
        assertThat(states(store, file("a", 1), file("b", 1), file("c", 1))).isEqualTo("SSN");
    }

    @Test
    void aRewoundLedgerKnowsTheOlderVersionsAgain() {
        var store = open();
        var first = advance(store, "run-1", new Items.Files(List.of(file("a", 1), file("b", 1))));
        var second = advance(store, "run-2", new Items.Files(List.of(file("b", 2), file("c", 1))));
        var moved = change(store, (desk, lease) -> desk.rewind(lease, ALL, first));
        assertThat(moved).containsExactly(new Moved("orders", "3 files", "2 files", 0, 1, 1));
        assertThat(states(store, file("a", 1), file("b", 1), file("b", 2), file("c", 1)))
                .isEqualTo("SSCN");
        change(store, (desk, lease) -> desk.rewind(lease, ALL, second));
        assertThat(states(store, file("a", 1), file("b", 1), file("b", 2), file("c", 1)))
                .as("and forward again")
                .isEqualTo("SCSS");
    }

    @Test
    void cursorsAndSnapshotsGoBack() {
        var store = open();
        var first = advance(store, "run-1", to(new Position.Snapshot(1)));
        advance(store, "run-2", to(new Position.Snapshot(2)));
        var cursor = new Position.Rows(new Cursor(List.of("7", "x")), RowVersions.NONE);
        advance(store, "run-3", to(cursor));
        assertThat(store.position("job", "orders")).contains(cursor);
        var moved = change(store, (desk, lease) -> desk.rewind(lease, Optional.of("orders"), first));
        assertThat(moved).containsExactly(new Moved("orders", "after 7, x", "snapshot 1", 0, 0, 0));
        assertThat(store.position("job", "orders")).contains(new Position.Snapshot(1));
        change(store, (desk, lease) -> desk.put(lease, "orders", new Position.Snapshot(9)));
        assertThat(store.position("job", "orders")).contains(new Position.Snapshot(9));
    }

    @Test
    void changesOneSourceOfSeveral() {
        var store = open();
        var first = advance(store, "run-1", List.of(slice("orders", files("a"))));
        advance(store, "run-2", List.of(slice("orders", files("b")), slice("people", files("p"))));
        change(store, (desk, lease) -> desk.rewind(lease, Optional.of("orders"), first));
        assertThat(store.bookmarks(ALL)).extracting(Bookmark::position).containsExactly("1 file", "1 file");
        change(store, (desk, lease) -> desk.rewind(lease, ALL, first));
        assertThat(store.bookmarks(ALL)).extracting(Bookmark::source).containsExactly("orders");
        assertThatThrownBy(() -> change(store, (desk, lease) -> desk.reset(lease, Optional.of("order"))))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("did you mean 'orders'");
        assertThatThrownBy(() ->
                        change(store, (desk, lease) -> desk.rewind(lease, ALL, new Run("job", "run-9", new Token(9)))))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("run-9");
    }

    /** Whatever has happened to a ledger, a rewind makes it what it was. */
    @Test
    void rewindsAreExactAfterAnyChanges() {
        var store = open();
        for (int seed = 0; seed < 15; seed++) {
            var job = "job-" + seed;
            var random = new Random(seed);
            var model = new HashMap<String, Long>();
            var past = new HashMap<Run, Map<String, Long>>();
            var runs = new ArrayList<Run>();
            for (int step = 0; step < 12; step++) {
                int what = random.nextInt(6);
                if (what < 3 || runs.isEmpty()) {
                    var items = some(random);
                    items.files().forEach(file -> model.put(file.path(), file.modified()));
                    var run = advance(store, job, "run-" + step, List.of(slice("orders", items)));
                    past.put(run, Map.copyOf(model));
                    runs.add(run);
                } else if (what == 3) {
                    var items = some(random);
                    change(store, job, (desk, lease) -> desk.markSeen(lease, "orders", items));
                    items.files().forEach(file -> model.put(file.path(), file.modified()));
                } else if (what == 4) {
                    change(store, job, (desk, lease) -> desk.reset(lease, ALL));
                    model.clear();
                } else {
                    var to = runs.get(random.nextInt(runs.size()));
                    change(store, job, (desk, lease) -> desk.rewind(lease, ALL, to));
                    model.clear();
                    model.putAll(past.get(to));
                }
                assertThat(read(store, job))
                        .as("seed " + seed + ", step " + step)
                        .isEqualTo(model);
            }
        }
    }

    @Test
    void filesThatAreMarkedCountAsRead() {
        var store = open();
        advance(store, "run-1", new Items.Files(List.of(file("a", 1), file("b", 1))));
        var moved = change(
                store,
                (desk, lease) -> desk.markSeen(
                        lease, "orders", new Items.Files(List.of(file("a", 1), file("b", 2), file("c", 1)))));
        assertThat(moved).containsExactly(new Moved("orders", "2 files", "3 files", 1, 1, 0));
        assertThat(states(store, file("a", 1), file("b", 2), file("c", 1))).isEqualTo("SSS");
        var desk = store.administration();
        assertThat(desk.seen("job", "orders", file("a", 1)).runId()).contains("run-1");
        assertThat(desk.seen("job", "orders", file("c", 1)))
                .extracting(SeenFile::state, SeenFile::runId)
                .containsExactly(FileLedger.State.SEEN, Optional.of("by-hand"));
        assertThat(desk.seen("job", "orders", file("b", 3)).state()).isEqualTo(FileLedger.State.CHANGED);
        assertThat(desk.seen("job", "orders", file("b", 3)).when()).isPresent();
        assertThat(desk.seen("job", "orders", file("z", 3))).isEqualTo(SeenFile.NEW);
        assertThat(desk.seen("job", "other", file("a", 1))).isEqualTo(SeenFile.NEW);

        advance(store, "run-2", List.of(to(new Position.Snapshot(1), "table")));
        assertThatThrownBy(() -> change(store, (d, lease) -> d.markSeen(lease, "table", files("a"))))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("snapshot");
    }

    @Test
    void changesNothingWhileARunIsAliveOrHasNotEnded() {
        var store = open();
        var run = advance(store, "run-1", files("a"));
        var dead = store.acquire("job", "run-2", "me", LONG);
        store.plan(dead, JournalEntry.planned(dead.run(), List.of(slice("orders", files("b"))), List.of()));
        assertThatThrownBy(() -> change(store, (desk, lease) -> desk.reset(lease, ALL)))
                .isInstanceOf(JobLockedException.class)
                .hasMessageContaining("run-2");
        store.release(dead);
        assertThat(store.administration().unfinished())
                .extracting(JournalLine::run, JournalLine::phase)
                .containsExactly(tuple(dead.run(), Phase.PLANNED));
        assertThat(store.administration().attempts("run-1"))
                .extracting(JournalLine::run)
                .containsExactly(run);
        List<BiFunction<BookmarkAdministration, Lease, List<Moved>>> changes = List.of(
                (desk, lease) -> desk.reset(lease, ALL),
                (desk, lease) -> desk.rewind(lease, ALL, run),
                (desk, lease) -> desk.markSeen(lease, "orders", files("c")),
                (desk, lease) -> desk.put(lease, "orders", new Position.Snapshot(1)),
                (desk, lease) -> desk.adopt(lease, List.of()));
        for (var change : changes) {
            assertThatThrownBy(() -> change(store, change))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("run-2")
                    .hasMessageContaining("has not ended");
        }
        assertThatThrownBy(() -> export(store)).isInstanceOf(UsageException.class);
        assertThat(states(store, file("a", 1), file("b", 1))).isEqualTo("SN");
        assertThatThrownBy(() -> store.administration().reset(dead, ALL)).isInstanceOf(LeaseLostException.class);
    }

    @Test
    void aRehearsalChangesNothing() {
        var store = open();
        advance(store, "run-1", files("a"));
        var moved = store.administration()
                .rehearse(rehearsed -> change(rehearsed, (desk, lease) -> desk.reset(lease, ALL)));
        assertThat(moved).containsExactly(new Moved("orders", "1 file", "", 0, 0, 1));
        assertThat(states(store, file("a", 1))).isEqualTo("S");
        var next = store.acquire("job", "run-2", "me", LONG);
        assertThat(next.token().number()).as("no token was spent").isEqualTo(2);
        assertThatThrownBy(() -> open().administration()
                        .rehearse(rehearsed -> change(rehearsed, (desk, lease) -> desk.reset(lease, ALL))))
                .isInstanceOf(JobLockedException.class);
    }

    @Test
    void anExportedJobGoesOnElsewhere() {
        var store = open();
        advance(store, "run-1", List.of(slice("orders", files("a", "b")), to(new Position.Snapshot(5), "table")));
        var last = advance(store, "run-2", new Items.Files(List.of(file("b", 2))));
        var document = export(store);
        assertThat(ExportHeader.read(new ByteArrayInputStream(document)))
                .isEqualTo(new ExportHeader("job", last.token()));

        var other = openOther();
        var moved = load(other, document);
        assertThat(moved).extracting(Moved::after).containsExactly("2 files", "snapshot 5");
        assertThat(moved).extracting(Moved::added).containsExactly(2L, 0L);
        assertThat(states(other, file("a", 1), file("b", 1), file("b", 2), file("c", 1)))
                .isEqualTo("SCSN");
        assertThat(other.position("job", "table")).contains(new Position.Snapshot(5));
        assertThat(other.administration().seen("job", "orders", file("b", 2)))
                .isEqualTo(store.administration().seen("job", "orders", file("b", 2)));
        assertThat(other.knows(last)).isTrue();
        assertThat(other.knows(new Run("job", "run-3", last.token()))).isFalse();
        var next = advance(other, "run-3", files("c"));
        assertThat(next.token()).isGreaterThan(last.token());
        assertThat(states(other, file("a", 1), file("c", 1))).isEqualTo("SS");
        assertThat(load(open(), export(other))).as("and comes back").hasSize(1);
        assertThat(states(open(), file("b", 2), file("c", 1))).isEqualTo("SS");
    }

    @Test
    void anImportTakesThePlaceOfWhatIsThere() {
        var other = openOther();
        var before = advance(other, "old", files("x"));
        advance(open(), "run-1", files("a"));
        load(other, export(open()));
        assertThat(states(other, file("a", 1), file("x", 1))).isEqualTo("SN");
        assertThatThrownBy(() -> change(other, (desk, lease) -> desk.rewind(lease, ALL, before)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("taken over");
        assertThat(states(other, file("a", 1))).isEqualTo("S");
    }

    @Test
    void refusesDocumentsThatAreNotWhole() {
        advance(open(), "run-1", files("a", "b", "c"));
        var document = export(open());
        var other = openOther();
        for (int length = 0; length < document.length; length += 7) {
            var part = Arrays.copyOf(document, length);
            assertThatThrownBy(() -> load(other, part)).isInstanceOf(EtlException.class);
        }
        assertThatThrownBy(
                        () -> load(other, "{\"masticBookmarks\":99,\"job\":\"job\"}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(EtlException.class)
                .hasMessageContaining("another version");
        assertThat(other.bookmarks(ALL)).isEmpty();
    }

    @Test
    void adoptsWhatTargetsRemember() {
        var store = open();
        var runs = List.of(
                new AdoptedRun(new Run("job", "run-1", new Token(4)), List.of(slice("orders", files("a", "b")))),
                new AdoptedRun(
                        new Run("job", "run-2", new Token(9)),
                        List.of(
                                slice("orders", new Items.Files(List.of(file("b", 2)))),
                                to(new Position.Snapshot(3), "t"))));
        var moved = change(store, (desk, lease) -> desk.adopt(lease, runs));
        assertThat(moved).extracting(Moved::after).containsExactly("2 files", "snapshot 3");
        assertThat(states(store, file("a", 1), file("b", 2), file("b", 1))).isEqualTo("SSC");
        assertThat(store.administration().seen("job", "orders", file("b", 2)))
                .isEqualTo(new SeenFile(FileLedger.State.SEEN, Optional.of("run-2"), Optional.empty()));
        assertThat(store.knows(runs.get(1).run())).isTrue();
        assertThat(advance(store, "run-3", files("c")).token().number()).isGreaterThan(9);
    }

    private static List<Moved> change(
            BookmarkStore store, BiFunction<BookmarkAdministration, Lease, List<Moved>> change) {
        return change(store, "job", change);
    }

    private static List<Moved> change(
            BookmarkStore store, String job, BiFunction<BookmarkAdministration, Lease, List<Moved>> change) {
        var lease = store.acquire(job, "by-hand", "me", LONG);
        try {
            return change.apply(store.administration(), lease);
        } finally {
            store.release(lease);
        }
    }

    private static byte[] export(BookmarkStore store) {
        var document = new ByteArrayOutputStream();
        store.administration().export("job", document);
        return document.toByteArray();
    }

    private static List<Moved> load(BookmarkStore store, byte[] document) {
        return change(store, (desk, lease) -> desk.load(lease, new ByteArrayInputStream(document)));
    }

    private static Run advance(BookmarkStore store, String runId, Items.Files items) {
        return advance(store, runId, List.of(slice("orders", items)));
    }

    private static Run advance(BookmarkStore store, String runId, Slice slice) {
        return advance(store, runId, List.of(slice));
    }

    private static Run advance(BookmarkStore store, String runId, List<Slice> slices) {
        return advance(store, "job", runId, slices);
    }

    private static Run advance(BookmarkStore store, String job, String runId, List<Slice> slices) {
        var lease = store.acquire(job, runId, "me", LONG);
        store.plan(lease, JournalEntry.planned(lease.run(), slices, List.of()));
        store.mark(lease, lease.run(), Phase.COMMITTED, Map.of());
        store.advance(lease, lease.run());
        store.release(lease);
        return lease.run();
    }

    private static Slice slice(String source, Items.Files items) {
        return Slice.of(source, items, new Advance.Files());
    }

    private static Slice to(Position position) {
        return to(position, "orders");
    }

    private static Slice to(Position position, String source) {
        var items = new Items.Snapshots(Optional.empty(), Optional.of(1L), "m", 1);
        return Slice.of(source, items, new Advance.To(position));
    }

    private static Items.Files some(Random random) {
        var files = new HashMap<String, FileItem>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            var file = file("f" + random.nextInt(6), random.nextInt(3));
            files.put(file.path(), file);
        }
        return new Items.Files(List.copyOf(files.values()));
    }

    /** The versions that the ledger has, found by asking. */
    private static Map<String, Long> read(BookmarkStore store, String job) {
        var found = new HashMap<String, Long>();
        store.position(job, "orders")
                .map(position -> ((Position.Files) position).seen())
                .ifPresent(ledger -> {
                    for (int path = 0; path < 6; path++) {
                        for (int version = 0; version < 3; version++) {
                            var file = file("f" + path, version);
                            if (ledger.state(file) == FileLedger.State.SEEN) {
                                found.put(file.path(), file.modified());
                            }
                        }
                    }
                    assertThat(ledger.size()).isEqualTo(found.size());
                });
        return found;
    }

    /** The initials of what the ledger says of each file. */
    private static String states(BookmarkStore store, FileItem... files) {
        var ledger = ((Position.Files) store.position("job", "orders").orElseThrow()).seen();
        var initials = new StringBuilder();
        for (var file : files) {
            initials.append(ledger.state(file).name().charAt(0));
        }
        return initials.toString();
    }

    private static Items.Files files(String... paths) {
        return new Items.Files(Arrays.stream(paths).map(path -> file(path, 1)).toList());
    }

    private static FileItem file(String path, long version) {
        return new FileItem(path, 100, version, Optional.empty(), List.of());
    }
}
