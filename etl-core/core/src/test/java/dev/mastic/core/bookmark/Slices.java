// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary slices for property tests. */
final class Slices {
    private Slices() {}

    static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of("", "\"", "\\", "\u0000", "/a b/ü.csv", "😀"),
                Arbitraries.strings().ofMaxLength(12));
    }

    static Arbitrary<FileItem> files() {
        var numbers = Arbitraries.longs();
        return Combinators.combine(
                        texts(),
                        numbers,
                        numbers,
                        texts().optional(),
                        texts().list().ofMaxSize(3))
                .as(FileItem::new);
    }

    /** Files of different paths, as a listing gives them. */
    static Arbitrary<List<FileItem>> listings() {
        return files().list().ofMaxSize(6).uniqueElements(FileItem::path);
    }

    static Arbitrary<Slice> slices() {
        var advances = Arbitraries.oneOf(
                Arbitraries.<Advance>of(new Advance.Files(), new Advance.Nothing()),
                positions().map(Advance.To::new));
        return Combinators.combine(texts(), items(), advances).as(Slice::of);
    }

    static Arbitrary<Items> items() {
        return Arbitraries.oneOf(listings().map(Items.Files::new), rows(), snapshots());
    }

    /** All that are not kept in a ledger. */
    static Arbitrary<Position> positions() {
        return Arbitraries.oneOf(
                Combinators.combine(cursors(), versions()).as(Position.Rows::new),
                Arbitraries.longs().map(Position.Snapshot::new));
    }

    private static Arbitrary<Items> rows() {
        return Combinators.combine(
                        cursors().optional(), cursors().optional(), versions(), versions(), Arbitraries.longs())
                .as(Items.Rows::new);
    }

    private static Arbitrary<Items> snapshots() {
        var ids = Arbitraries.longs().optional();
        return Combinators.combine(ids, ids, texts(), Arbitraries.longs()).as(Items.Snapshots::new);
    }

    private static Arbitrary<Cursor> cursors() {
        return texts().list().ofMaxSize(3).map(Cursor::new);
    }

    private static Arbitrary<RowVersions> versions() {
        return Combinators.combine(
                        texts().optional(), texts().list().ofMaxSize(3).list().ofMaxSize(3))
                .as(RowVersions::new);
    }

    static Arbitrary<Receipt> receipts() {
        var counts = Combinators.combine(texts(), Arbitraries.longs(), Arbitraries.longs())
                .as(FrameCount::new);
        return Combinators.combine(counts.list().ofMaxSize(3), texts().optional())
                .as(Receipt::new);
    }

    static FileItem file(String path, long size, long modified) {
        return new FileItem(path, size, modified, Optional.empty(), List.of());
    }
}
