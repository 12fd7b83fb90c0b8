// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.bookmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.bookmark.Advance;
import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.bookmark.FileLedger;
import dev.mastic.core.bookmark.Items;
import dev.mastic.core.bookmark.JournalEntry;
import dev.mastic.core.bookmark.Phase;
import dev.mastic.core.bookmark.Position;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.database.RelationalStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class LedgerTest {
    private static Path dir;
    private static RelationalStore store;
    private final AtomicInteger jobs = new AtomicInteger();

    @BeforeContainer
    static void openStore() throws IOException {
        dir = Files.createTempDirectory("ledger");
        store = RelationalStore.open(dir.resolve("mastic.db").toString());
    }

    @AfterContainer
    static void closeStore() throws IOException {
        store.close();
        Files.delete(dir.resolve("mastic.db"));
        Files.delete(dir);
    }

    /** The ledger is a map from path to the version that was read last, whatever the runs. */
    @Property(tries = 60)
    void remembersTheLastVersionOfEachPath(@ForAll("runs") List<List<FileItem>> runs) {
        var job = "job-" + jobs.incrementAndGet();
        Map<String, FileItem> expected = new HashMap<>();
        for (var files : runs) {
            var items = new Items.Files(files);
            items.files().forEach(file -> expected.put(file.path(), file));
            advance(job, items);
        }
        var ledger = ledger(job);
        assertThat(ledger.size()).isEqualTo(expected.size());
        for (var file : runs.stream().flatMap(List::stream).toList()) {
            boolean last = expected.get(file.path()).versionHash() == file.versionHash();
            assertThat(ledger.state(file)).isEqualTo(last ? FileLedger.State.SEEN : FileLedger.State.CHANGED);
        }
        assertThat(ledger.state(file("never", 0))).isEqualTo(FileLedger.State.NEW);
    }

    @Example
    void holdsAHundredThousandFiles() {
        int count = 100_000;
        var files = IntStream.range(0, count)
                .mapToObj(i -> file("s3://bucket/orders/day=" + i % 365 + "/part-" + i + ".parquet", i))
                .toList();
        advance("large", new Items.Files(files));
        var ledger = ledger("large");
        assertThat(ledger.size()).isEqualTo(count);
        assertThat(ledger.state(files.get(count - 1))).isEqualTo(FileLedger.State.SEEN);
    }

    @Provide
    Arbitrary<List<List<FileItem>>> runs() {
        var path = Arbitraries.of("a", "b", "/d/ä b.csv", "s3://x/1", "s3://x/2");
        var etag = Arbitraries.of("e1", "e2").optional(0.5);
        var file = Combinators.combine(path, Arbitraries.longs().between(0, 3), etag)
                .as((name, modified, tag) -> new FileItem(name, 10, modified, tag, List.of()));
        // A slice has each path once.
        return file.list()
                .uniqueElements(FileItem::path)
                .ofMaxSize(5)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    private static void advance(String job, Items.Files items) {
        var bookmarks = new RelationalBookmarkStore(store);
        var lease = bookmarks.acquire(job, "run", "me", Duration.ofMinutes(1));
        var slices = List.of(Slice.of("orders", items, new Advance.Files()));
        bookmarks.plan(lease, JournalEntry.planned(lease.run(), slices, List.of()));
        bookmarks.mark(lease, lease.run(), Phase.COMMITTED, Map.of());
        bookmarks.advance(lease, lease.run());
        bookmarks.release(lease);
    }

    private static FileLedger ledger(String job) {
        var position = new RelationalBookmarkStore(store).position(job, "orders");
        return ((Position.Files) position.orElseThrow()).seen();
    }

    private static FileItem file(String path, long modified) {
        return new FileItem(path, 100, modified, Optional.empty(), List.of());
    }
}
