// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.mastic.core.bookmark.Advance;
import dev.mastic.core.bookmark.Bookmark;
import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.bookmark.FileLedger;
import dev.mastic.core.bookmark.FrameCount;
import dev.mastic.core.bookmark.Items;
import dev.mastic.core.bookmark.JobLockedException;
import dev.mastic.core.bookmark.JournalEntry;
import dev.mastic.core.bookmark.JournalEvent;
import dev.mastic.core.bookmark.JournalLine;
import dev.mastic.core.bookmark.Lease;
import dev.mastic.core.bookmark.LeaseLostException;
import dev.mastic.core.bookmark.Phase;
import dev.mastic.core.bookmark.PlannedSink;
import dev.mastic.core.bookmark.Position;
import dev.mastic.core.bookmark.Receipt;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.bookmark.Token;
import dev.mastic.core.failure.EtlException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What every {@link BookmarkStore} must do. A subclass gives the store. */
public abstract class BookmarkStoreContract {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(150);
    private static final List<PlannedSink> SINKS =
            List.of(new PlannedSink("lake", "iceberg", "{\"settings\":{\"table\":\"a.b\"}}"));
    private static final Receipt RECEIPT = new Receipt(List.of(new FrameCount("rows", 10, 2)), Optional.of("77"));

    /**
     * Opens the state of the present test, which is empty at its start. Each call gives a store of its own over the same state, as another
     * process would have it.
     */
    protected abstract BookmarkStore open();

    @Test
    void givesALeaseToOneRunAtATime() {
        var store = open();
        var lease = store.acquire("job", "run-1", "ann@host:1", LONG);
        assertThat(lease)
                .extracting(Lease::job, Lease::runId, Lease::holder)
                .containsExactly("job", "run-1", "ann@host:1");
        assertThatThrownBy(() -> open().acquire("job", "run-2", "bob@host:2", LONG))
                .isInstanceOf(JobLockedException.class)
                .hasMessageContaining("run-1")
                .hasMessageContaining("ann@host:1");
    }

    @Test
    void respectsALiveLeaseOfTheSameRunId() {
        var store = open();
        store.acquire("job", "run-1", "first attempt", LONG);
        assertThatThrownBy(() -> store.acquire("job", "run-1", "second attempt", LONG))
                .isInstanceOf(JobLockedException.class)
                .hasMessageContaining("first attempt");
    }

    @Test
    void leasesOfOtherJobsAreNotInTheWay() {
        var store = open();
        store.acquire("job", "run-1", "me", LONG);
        assertThat(store.acquire("other", "run-1", "me", LONG).job()).isEqualTo("other");
    }

    @Test
    void tokensGrowWithEachLeaseOfAJob() throws Exception {
        var store = open();
        var tokens = new ArrayList<Long>();
        for (int i = 0; i < 4; i++) {
            var lease = store.acquire("job", "run", "me", i % 2 == 0 ? LONG : SHORT);
            tokens.add(lease.token().number());
            if (i % 2 == 0) {
                store.release(lease);
            } else {
                Thread.sleep(SHORT.toMillis() + 100);
            }
        }
        assertThat(tokens).doesNotHaveDuplicates().isSorted();
        assertThat(tokens.get(0)).isPositive();
    }

    @Test
    void takesALeaseOverWhenItsTimeIsOver() throws Exception {
        var store = open();
        var lost = store.acquire("job", "run-1", "dead", SHORT);
        Thread.sleep(SHORT.toMillis() + 100);
        var taken = open().acquire("job", "run-2", "alive", LONG);
        assertThat(taken.token()).isGreaterThan(lost.token());
    }

    @Test
    void aRenewedLeaseLivesOn() throws Exception {
        var store = open();
        var lease = store.acquire("job", "run-1", "me", SHORT);
        store.renew(lease, LONG);
        Thread.sleep(SHORT.toMillis() + 100);
        assertThatThrownBy(() -> store.acquire("job", "run-2", "you", LONG)).isInstanceOf(JobLockedException.class);
    }

    @Test
    void refusesEveryCallOfALostLease() throws Exception {
        var store = open();
        var lost = store.acquire("job", "run-1", "dead", SHORT);
        store.plan(lost, planned(lost, files("a")));
        Thread.sleep(SHORT.toMillis() + 100);
        var newest = open().acquire("job", "run-2", "alive", LONG);

        assertThatThrownBy(() -> store.renew(lost, LONG)).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> store.plan(lost, planned(lost, files("b")))).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> store.mark(lost, lost.run(), Phase.STAGED, Map.of()))
                .isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> store.advance(lost, lost.run())).isInstanceOf(LeaseLostException.class);
        store.release(lost);
        assertThatThrownBy(() -> store.acquire("job", "run-3", "late", LONG))
                .as("the release of a lost lease frees nothing")
                .isInstanceOf(JobLockedException.class)
                .hasMessageContaining(newest.runId());
    }

    @Test
    void releasingTwiceIsHarmless() {
        var store = open();
        var lease = store.acquire("job", "run-1", "me", LONG);
        store.release(lease);
        store.release(lease);
        assertThat(store.acquire("job", "run-2", "me", LONG).token()).isGreaterThan(lease.token());
    }

    @Test
    void journalKeepsWhatWasPlanned() {
        var store = open();
        var lease = store.acquire("job", "run-1", "me", LONG);
        var slices = List.of(
                Slice.of("orders", files("s3://b/ä 1.json", "s3://b/2.json"), new Advance.Files()),
                Slice.of("lookup", files("/lookup.csv"), new Advance.Nothing()));
        var replaced = new Run("job", "run-0", new Token(0));
        var entry = new JournalEntry(lease.run(), slices, SINKS, Phase.PLANNED, Map.of(), Optional.of(replaced));
        store.plan(lease, entry);

        assertThat(open().find("job", "run-1")).contains(entry);
        assertThat(open().unfinished("job")).containsExactly(entry);
        assertThat(store.find("job", "other")).isEmpty();
        assertThat(store.find("other", "run-1")).isEmpty();
    }

    @Test
    void plansARunOnce() {
        var store = open();
        var lease = store.acquire("job", "run-1", "me", LONG);
        store.plan(lease, planned(lease, files("a")));
        assertThatThrownBy(() -> store.plan(lease, planned(lease, files("b")))).isInstanceOf(EtlException.class);
        assertThat(store.find("job", "run-1").orElseThrow().slices())
                .isEqualTo(planned(lease, files("a")).slices());
    }

    @Test
    void phasesMoveForwardOnly() {
        var store = open();
        var lease = store.acquire("job", "run-1", "me", LONG);
        var run = lease.run();
        store.plan(lease, planned(lease, files("a")));
        store.mark(lease, run, Phase.STAGED, Map.of());
        assertThatThrownBy(() -> store.mark(lease, run, Phase.PLANNED, Map.of()))
                .isInstanceOf(EtlException.class);
        store.mark(lease, run, Phase.COMMITTED, Map.of("lake", RECEIPT));
        for (var phase : List.of(Phase.PLANNED, Phase.STAGED, Phase.DISCARDED)) {
            assertThatThrownBy(() -> store.mark(lease, run, phase, Map.of()))
                    .as("committed to " + phase)
                    .isInstanceOf(EtlException.class);
        }
        store.advance(lease, run);
        for (var phase : List.of(Phase.STAGED, Phase.COMMITTED, Phase.DISCARDED)) {
            assertThatThrownBy(() -> store.mark(lease, run, phase, Map.of()))
                    .as("advanced to " + phase)
                    .isInstanceOf(EtlException.class);
        }
        assertThat(store.find("job", "run-1").orElseThrow())
                .extracting(JournalEntry::phase, JournalEntry::receipts)
                .containsExactly(Phase.ADVANCED, Map.of("lake", RECEIPT));
    }

    @Test
    void keepsReceiptsAsSinksAnswer() {
        var store = open();
        var lease = store.acquire("job", "run-1", "me", LONG);
        store.plan(lease, planned(lease, files("a")));
        var second = new Receipt(List.of(), Optional.empty());
        store.mark(lease, lease.run(), Phase.STAGED, Map.of());
        store.mark(lease, lease.run(), Phase.STAGED, Map.of("lake", RECEIPT));
        store.mark(lease, lease.run(), Phase.COMMITTED, Map.of("lake", RECEIPT, "files", second));
        assertThat(open().find("job", "run-1").orElseThrow().receipts())
                .isEqualTo(Map.of("lake", RECEIPT, "files", second));
    }

    @Test
    void aDiscardedRunStaysDiscarded() {
        var store = open();
        var lease = store.acquire("job", "run-1", "me", LONG);
        store.plan(lease, planned(lease, files("a")));
        store.mark(lease, lease.run(), Phase.DISCARDED, Map.of());
        store.mark(lease, lease.run(), Phase.DISCARDED, Map.of());
        assertThatThrownBy(() -> store.mark(lease, lease.run(), Phase.COMMITTED, Map.of()))
                .isInstanceOf(EtlException.class);
        assertThatThrownBy(() -> store.advance(lease, lease.run())).isInstanceOf(EtlException.class);
        assertThat(store.unfinished("job")).isEmpty();
        assertThat(store.position("job", "orders")).isEmpty();
    }

    @Test
    void refusesToAdvanceWhatIsNotCommitted() {
        var store = open();
        var lease = store.acquire("job", "run-1", "me", LONG);
        store.plan(lease, planned(lease, files("a")));
        assertThatThrownBy(() -> store.advance(lease, lease.run())).isInstanceOf(EtlException.class);
        store.mark(lease, lease.run(), Phase.STAGED, Map.of());
        assertThatThrownBy(() -> store.advance(lease, lease.run())).isInstanceOf(EtlException.class);
        assertThat(store.position("job", "orders")).isEmpty();
    }

    @Test
    void refusesRunsThatItDoesNotKnow() {
        var store = open();
        var lease = store.acquire("job", "run-1", "me", LONG);
        assertThatThrownBy(() -> store.mark(lease, lease.run(), Phase.STAGED, Map.of()))
                .isInstanceOf(EtlException.class)
                .hasMessageContaining("run-1");
        assertThatThrownBy(() -> store.advance(lease, lease.run())).isInstanceOf(EtlException.class);
    }

    @Test
    void advancingMovesTheBookmarksOfSourcesThatHaveOne() {
        var store = open();
        var lease = store.acquire("job", "run-1", "me", LONG);
        var slices = List.of(
                Slice.of("orders", files("a", "b"), new Advance.Files()),
                Slice.of("lookup", files("c"), new Advance.Nothing()));
        commit(store, lease, slices);
        assertThat(store.position("job", "orders")).as("before it advances").isEmpty();

        store.advance(lease, lease.run());
        store.advance(lease, lease.run());

        var ledger = ledger(open(), "orders");
        assertThat(ledger.size()).isEqualTo(2);
        assertThat(ledger.state(file("a", 1))).isEqualTo(FileLedger.State.SEEN);
        assertThat(ledger.state(file("a", 2))).isEqualTo(FileLedger.State.CHANGED);
        assertThat(ledger.state(file("c", 1))).isEqualTo(FileLedger.State.NEW);
        assertThat(store.position("job", "lookup")).isEmpty();
        assertThat(store.position("other", "orders")).isEmpty();
        assertThat(store.unfinished("job")).isEmpty();
    }

    @Test
    void theLedgerGrowsAndTakesNewVersions() {
        var store = open();
        advance(store, "run-1", new Items.Files(List.of(file("a", 1), file("b", 1))));
        advance(store, "run-2", new Items.Files(List.of(file("b", 2), file("c", 1))));
        var ledger = ledger(store, "orders");
        assertThat(ledger.size()).isEqualTo(3);
        assertThat(List.of(file("a", 1), file("b", 2), file("c", 1)))
                .allSatisfy(file -> assertThat(ledger.state(file)).isEqualTo(FileLedger.State.SEEN));
        assertThat(ledger.state(file("b", 1))).isEqualTo(FileLedger.State.CHANGED);
    }

    @Test
    void listsBookmarksForPeople() {
        var store = open();
        var before = Instant.now().minusSeconds(60);
        advance(store, "run-1", files("a", "b"));
        advance(store, "run-2", files());
        var lease = store.acquire("a-job", "run-9", "me", LONG);
        commit(store, lease, List.of(Slice.of("z", files("z"), new Advance.Files())));
        store.advance(lease, lease.run());

        assertThat(store.bookmarks(Optional.empty()))
                .extracting(Bookmark::job, Bookmark::source, Bookmark::kind, Bookmark::files, Bookmark::runId)
                .containsExactly(
                        tuple("a-job", "z", "files", 1L, "run-9"), tuple("job", "orders", "files", 2L, "run-1"));
        assertThat(store.bookmarks(Optional.of("job"))).hasSize(1).allSatisfy(bookmark -> assertThat(bookmark.updated())
                .isAfter(before));
        assertThat(store.bookmarks(Optional.of("none"))).isEmpty();
    }

    @Test
    void aRecoveringRunFinishesTheRunBeforeIt() throws Exception {
        var store = open();
        var dead = store.acquire("job", "run-1", "dead", SHORT);
        commit(store, dead, List.of(Slice.of("orders", files("a"), new Advance.Files())));
        Thread.sleep(SHORT.toMillis() + 100);

        var other = open();
        var lease = other.acquire("job", "run-2", "alive", LONG);
        var left = other.unfinished("job");
        assertThat(left).extracting(JournalEntry::run).containsExactly(dead.run());
        other.advance(lease, left.get(0).run());
        other.plan(lease, planned(lease, files("b")));

        assertThat(ledger(other, "orders").size()).isEqualTo(1);
        assertThat(other.find("job", "run-1").orElseThrow().phase()).isEqualTo(Phase.ADVANCED);
        assertThat(other.history("job")).extracting(JournalLine::run).containsExactly(dead.run(), lease.run());
    }

    @Test
    void tellsTheStoryOfARunAsItWasNoted() {
        var store = open();
        var before = Instant.now().minusSeconds(60);
        var lease = store.acquire("job", "run-1", "me", LONG);
        store.plan(lease, planned(lease, files("a")));
        store.note(lease, lease.run(), "sliced", "orders: 1 new file");
        store.mark(lease, lease.run(), Phase.STAGED, Map.of());
        store.note(lease, lease.run(), "staged", "lake: 3 rows");
        store.release(lease);
        var other = store.acquire("job", "run-2", "me", LONG);

        assertThat(open().events(lease.run()))
                .extracting(JournalEvent::what, JournalEvent::detail)
                .containsExactly(tuple("sliced", "orders: 1 new file"), tuple("staged", "lake: 3 rows"));
        assertThat(open().events(lease.run()))
                .allSatisfy(event -> assertThat(event.at()).isAfter(before));
        assertThat(open().events(other.run())).isEmpty();
        assertThatThrownBy(() -> store.note(lease, lease.run(), "committed", "too late"))
                .isInstanceOf(LeaseLostException.class);
    }

    @Test
    void attemptsOfOneRunIdAreToldApart() {
        var store = open();
        var first = store.acquire("job", "run", "me", LONG);
        store.plan(first, planned(first, files("a")));
        store.mark(first, first.run(), Phase.DISCARDED, Map.of());
        store.release(first);
        var second = store.acquire("job", "run", "me", LONG);
        store.plan(second, planned(second, files("b")));
        assertThat(store.find("job", "run").orElseThrow().run()).isEqualTo(second.run());
        assertThat(store.unfinished("job")).extracting(JournalEntry::run).containsExactly(second.run());
    }

    @Test
    void refusesALeaseOfAnotherJob() {
        var store = open();
        var mine = store.acquire("job", "run-1", "me", LONG);
        var other = store.acquire("other", "run-1", "me", LONG);
        store.plan(mine, planned(mine, files("a")));
        assertThatThrownBy(() -> store.mark(other, mine.run(), Phase.STAGED, Map.of()))
                .isInstanceOf(EtlException.class);
        assertThatThrownBy(() -> store.plan(other, planned(mine, files("a")))).isInstanceOf(EtlException.class);
    }

    @Test
    void ofManyWhoAskAtOnceOneGetsTheLease() throws Exception {
        Set<Long> tokens = ConcurrentHashMap.newKeySet();
        for (int round = 0; round < 5; round++) {
            var leases = race(
                    6,
                    store -> store.acquire("job", "run", Thread.currentThread().getName(), LONG));
            assertThat(leases).hasSize(1);
            assertThat(tokens.add(leases.get(0).token().number())).isTrue();
            open().release(leases.get(0));
        }
    }

    @Test
    void concurrentAdvancesOfOneRunCountOnce() throws Exception {
        var store = open();
        var lease = store.acquire("job", "run-1", "me", LONG);
        commit(store, lease, List.of(Slice.of("orders", files("a", "b", "c"), new Advance.Files())));
        var done = race(4, other -> {
            other.advance(lease, lease.run());
            return true;
        });
        assertThat(done).hasSize(4);
        assertThat(ledger(store, "orders").size()).isEqualTo(3);
    }

    /** The answers of those that were not locked out. */
    private <T> List<T> race(int runners, Function<BookmarkStore, T> work) throws Exception {
        var tasks = new ArrayList<Callable<Optional<T>>>();
        for (int i = 0; i < runners; i++) {
            var store = open();
            tasks.add(() -> {
                try {
                    return Optional.of(work.apply(store));
                } catch (JobLockedException e) {
                    return Optional.empty();
                }
            });
        }
        var threads = Executors.newFixedThreadPool(runners);
        try {
            var answers = new ArrayList<T>();
            for (var future : threads.invokeAll(tasks)) {
                future.get().ifPresent(answers::add);
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    private static void advance(BookmarkStore store, String runId, Items.Files items) {
        var lease = store.acquire("job", runId, "me", LONG);
        commit(store, lease, List.of(Slice.of("orders", items, new Advance.Files())));
        store.advance(lease, lease.run());
        store.release(lease);
    }

    private static void commit(BookmarkStore store, Lease lease, List<Slice> slices) {
        store.plan(lease, JournalEntry.planned(lease.run(), slices, SINKS));
        store.mark(lease, lease.run(), Phase.STAGED, Map.of());
        store.mark(lease, lease.run(), Phase.COMMITTED, Map.of("lake", RECEIPT));
    }

    private static FileLedger ledger(BookmarkStore store, String source) {
        return ((Position.Files) store.position("job", source).orElseThrow()).seen();
    }

    private static JournalEntry planned(Lease lease, Items items) {
        return JournalEntry.planned(lease.run(), List.of(Slice.of("orders", items, new Advance.Files())), SINKS);
    }

    private static Items.Files files(String... paths) {
        return new Items.Files(Arrays.stream(paths).map(path -> file(path, 1)).toList());
    }

    private static FileItem file(String path, long version) {
        return new FileItem(path, 100, version, Optional.empty(), List.of("2026", "x=1"));
    }
}
