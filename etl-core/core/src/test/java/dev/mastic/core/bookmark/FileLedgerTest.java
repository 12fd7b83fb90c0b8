// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FileLedgerTest {
    private static final int PATHS = 40;
    private static final FileItem FILE = Slices.file("/in/a.csv", 10, 1000);

    @Property(tries = 200)
    void hasSeenExactlyWhatWasAdded(@ForAll("listings") List<FileItem> files) {
        var seen = files.subList(0, files.size() / 2);
        var ledger = ledger(seen.toArray(FileItem[]::new));
        assertThat(ledger.size()).isEqualTo(seen.size());
        assertThat(seen).allMatch(file -> ledger.state(file) == FileLedger.State.SEEN);
        assertThat(files.subList(seen.size(), files.size()))
                .allMatch(file -> ledger.state(file) == FileLedger.State.NEW);
    }

    @Provide
    Arbitrary<List<FileItem>> listings() {
        return Slices.listings();
    }

    private record Added(int path, long version) {}

    /** Few paths, so that many come again; their hashes lie on both sides of zero. */
    @Property(tries = 300)
    void holdsTheLastVersionOfEachPathInWhateverOrder(@ForAll("additions") List<Added> additions) {
        var model = new HashMap<String, Long>();
        var builder = new FileLedger.Builder();
        for (var added : additions) {
            var hash = path(added.path).pathHash();
            model.put(HexFormat.of().formatHex(hash), added.version);
            builder.add(hash, added.version);
        }
        var ledger = builder.build();
        assertThat(ledger.size()).isEqualTo(model.size());
        var entries = ledger.entries().toList();
        assertThat(entries.stream()
                        .collect(Collectors.toMap(e -> HexFormat.of().formatHex(e.pathHash()), e -> e.version())))
                .isEqualTo(model);
        assertThat(entries).isSortedAccordingTo((x, y) -> Arrays.compareUnsigned(x.pathHash(), y.pathHash()));
        for (int i = 0; i < PATHS; i++) {
            boolean known = model.containsKey(HexFormat.of().formatHex(path(i).pathHash()));
            assertThat(ledger.state(path(i)) == FileLedger.State.NEW).isEqualTo(!known);
        }
    }

    @Provide
    Arbitrary<List<Added>> additions() {
        var added = Combinators.combine(Arbitraries.integers().between(0, PATHS - 1), Arbitraries.longs())
                .as(Added::new);
        return added.list().ofMaxSize(300);
    }

    private static FileItem path(int number) {
        return Slices.file("/in/" + number, 1, 1);
    }

    @Test
    void isTheSameLedgerWhateverTheOrderOfManyFiles() {
        var files = IntStream.range(0, 20_000).mapToObj(FileLedgerTest::path).toList();
        var ledger = ledger(files.toArray(FileItem[]::new));
        var inOrder = new FileLedger.Builder();
        ledger.entries().forEach(entry -> inOrder.add(entry.pathHash(), entry.version()));
        assertThat(inOrder.build().entries().toList())
                .isEqualTo(ledger.entries().toList());
    }

    @Test
    void tellsTheStatesOfManyFilesInTheirOrder() {
        var files = IntStream.range(0, 30_001).mapToObj(FileLedgerTest::path).toList();
        var seen = files.stream().filter(file -> file.path().endsWith("7")).toArray(FileItem[]::new);
        var ledger = ledger(seen);
        assertThat(ledger.states(files))
                .isEqualTo(files.stream().map(ledger::state).toList());
    }

    @Test
    void knowsNothingAtFirst() {
        assertThat(FileLedger.empty().state(FILE)).isEqualTo(FileLedger.State.NEW);
        assertThat(FileLedger.empty().size()).isZero();
    }

    @Test
    void tellsAnotherVersionOfAFile() {
        var ledger = ledger(FILE);
        assertThat(ledger.state(FILE)).isEqualTo(FileLedger.State.SEEN);
        assertThat(ledger.state(Slices.file("/in/a.csv", 11, 1000))).isEqualTo(FileLedger.State.CHANGED);
        assertThat(ledger.state(Slices.file("/in/a.csv", 10, 1001))).isEqualTo(FileLedger.State.CHANGED);
        assertThat(ledger.state(Slices.file("/in/b.csv", 10, 1000))).isEqualTo(FileLedger.State.NEW);
    }

    @Test
    void keepsTheLastVersionOfAPath() {
        var changed = Slices.file("/in/a.csv", 11, 2000);
        var ledger = ledger(FILE, changed);
        assertThat(ledger.size()).isEqualTo(1);
        assertThat(ledger.state(changed)).isEqualTo(FileLedger.State.SEEN);
        assertThat(ledger.state(FILE)).isEqualTo(FileLedger.State.CHANGED);
    }

    @Test
    void doesNotChangeWithItsBuilder() {
        var builder = new FileLedger.Builder().add(FILE.pathHash(), FILE.versionHash());
        var ledger = builder.build();
        builder.add(new byte[16], 1);
        assertThat(ledger.size()).isEqualTo(1);
    }

    /** Ledgers in databases hold these; another hash would make every file new. */
    @Test
    void hashesAsTheStoredLedgersDo() {
        assertThat(HexFormat.of().withUpperCase().formatHex(FILE.pathHash()))
                .isEqualTo("CE7E0CC0FA7E65E6700C1F303DF28AC5");
        assertThat(Long.toHexString(FILE.versionHash())).isEqualTo("488ed0a87420db47");
    }

    @Test
    void hashesTheEtagInPlaceOfTheTime() {
        assertThat(etag(1, "x")).isEqualTo(etag(2, "x")).isNotEqualTo(etag(1, "y"));
        assertThat(etag(1, "x")).isNotEqualTo(Slices.file("/in/a.csv", 10, 1).versionHash());
    }

    private static long etag(long modified, String etag) {
        return new FileItem("/in/a.csv", 10, modified, Optional.of(etag), List.of()).versionHash();
    }

    private static FileLedger ledger(FileItem... files) {
        var builder = new FileLedger.Builder();
        for (var file : files) {
            builder.add(file.pathHash(), file.versionHash());
        }
        return builder.build();
    }
}
