// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.bookmark.FileItem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SampleChoiceTest {
    @Property(tries = 100)
    void takesSoManyFilesInWhateverOrderTheyCome(
            @ForAll @IntRange(min = 1, max = 30) int files,
            @ForAll @IntRange(min = 1, max = 10) int size,
            @ForAll Random random) {
        var all = new ArrayList<FileItem>();
        IntStream.range(0, files).forEach(i -> all.add(file("/a/part-" + i + ".json")));
        var first = new SampleChoice(all, size).next();
        Collections.shuffle(all, random);
        assertThat(new SampleChoice(all, size).next()).isEqualTo(first).hasSize(Math.min(files, size));
    }

    @Property(tries = 100)
    void isChangedByOneFileAtMostWhenAFileComes(
            @ForAll @IntRange(min = 1, max = 30) int files, @ForAll @IntRange(min = 1, max = 10) int size) {
        var before = IntStream.range(0, files)
                .mapToObj(i -> file("/a/part-" + i + ".json"))
                .toList();
        var after = new ArrayList<>(before);
        after.add(file("/a/part-new.json"));
        var kept = new ArrayList<>(new SampleChoice(before, size).next());
        kept.retainAll(new SampleChoice(after, size).next());
        assertThat(kept).hasSizeGreaterThanOrEqualTo(Math.min(files, size) - 1);
    }

    @Test
    void goesOnWhereNoneOfAKindCouldBeRead() {
        var choice = new SampleChoice(List.of(file("/a/x.json"), file("/a/y.json"), file("/a/z.csv.gz")), 1);
        var looked = new ArrayList<FileItem>();
        for (var next = choice.next(); !next.isEmpty(); next = choice.next()) {
            assertThat(next).hasSize(1);
            looked.addAll(next);
        }
        assertThat(looked).hasSize(3);
    }

    @Test
    void takesFilesOfOneEndingForAlike() {
        var files = List.of(
                file("/a/x.1.json"), file("/a/y.json"), file("/a/z.json.gz"), file("/a/w.2.json.gz"), file("/a/v"));
        assertThat(files).extracting(SampleChoice::ending).containsExactly("json", "json", "json.gz", "json.gz", "");
        var choice = new SampleChoice(files.subList(0, 2), 1);
        var model = choice.next().get(0);
        choice.read(model);
        assertThat(choice.next()).isEmpty();
        assertThat(choice.like(model)).hasSize(1).doesNotContain(model);
    }

    private static FileItem file(String path) {
        return new FileItem(path, 1, 0, Optional.empty(), List.of());
    }
}
