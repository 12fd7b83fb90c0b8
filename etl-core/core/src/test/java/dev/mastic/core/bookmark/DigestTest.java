// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DigestTest {
    @Property(tries = 200)
    void isTheSameForTheSameItemsInAnyOrder(@ForAll("listings") List<FileItem> files, @ForAll long seed) {
        assertThat(digest(shuffled(files, seed))).isEqualTo(digest(files));
    }

    @Property(tries = 200)
    void isAnotherWithOneItemLess(@ForAll("listings") List<FileItem> files) {
        if (!files.isEmpty()) {
            assertThat(digest(files.subList(1, files.size()))).isNotEqualTo(digest(files));
        }
    }

    @Property(tries = 200)
    void isTheSameForTheSameSlicesInAnyOrder(@ForAll("slices") List<Slice> slices, @ForAll long seed) {
        assertThat(Digest.of(shuffled(slices, seed))).isEqualTo(Digest.of(slices));
    }

    @Provide
    Arbitrary<List<FileItem>> listings() {
        return Slices.listings();
    }

    @Provide
    Arbitrary<List<Slice>> slices() {
        return Slices.slices().list().ofMaxSize(3);
    }

    @Test
    void isAnotherForAnotherVersionOfAFile() {
        var file = Slices.file("/a", 1, 1);
        var withEtag = new FileItem("/a", 1, 1, Optional.of("x"), List.of());
        var withPartition = new FileItem("/a", 1, 1, Optional.empty(), List.of("x"));
        var others = List.of(
                Slices.file("/b", 1, 1), Slices.file("/a", 2, 1), Slices.file("/a", 1, 2), withEtag, withPartition);
        assertThat(others).extracting(other -> digest(List.of(other))).doesNotHaveDuplicates();
        assertThat(others).noneMatch(other -> digest(List.of(other)).equals(digest(List.of(file))));
    }

    @Test
    void isThirtyTwoHexDigits() {
        assertThat(digest(List.of()).hex()).matches("[0-9a-f]{32}");
    }

    @Test
    void belongsToTheOutputsOfARun() {
        var slice = Slice.of("orders", new Items.Files(List.of(Slices.file("/a", 1, 1))), new Advance.Files());
        var run = new Run("job", "r1", new Token(1));
        var entry = JournalEntry.planned(run, List.of(slice), List.of(new PlannedSink("out", "path", "{}")));
        assertThat(entry.output("out")).isEqualTo(new Output(run, "out", List.of(slice), Optional.empty()));
        assertThat(entry.output("out").digest()).isEqualTo(Digest.of(List.of(slice)));
        assertThat(entry.slice("orders")).contains(slice);
        assertThat(entry.slice("other")).isEmpty();
        assertThat(entry.receipts()).isEqualTo(Map.of());
        assertThat(slice.isEmpty()).isFalse();
    }

    private static Digest digest(List<FileItem> files) {
        return Digest.of(new Items.Files(files));
    }

    private static <T> List<T> shuffled(List<T> all, long seed) {
        var shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled;
    }
}
