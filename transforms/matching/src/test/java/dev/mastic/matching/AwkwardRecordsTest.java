// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that are not as one would wish. */
class AwkwardRecordsTest {
    private static final int COUNT = 300;

    @Test
    void matchesRecordsThatAreAllEqual() {
        assertThat(groups(records(4, i -> "the same", i -> "x"))).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 60, 150, 290})
    void matchesManyEqualRecordsBesideOthers(int equal) {
        var records =
                records(COUNT, i -> i < equal ? "Ada Lovelace" : name(i, 0), i -> i < equal ? "London" : name(i, 1));
        var clusters = match(records).clusters();
        assertThat(Arrays.stream(clusters, 0, equal).distinct().count()).isEqualTo(1);
        assertThat(Arrays.stream(clusters, equal, COUNT)
                        .filter(root -> root == clusters[0])
                        .count())
                .isZero();
    }

    /** Nothing but a value that all have says that they are one. */
    @Test
    void doesNotMatchEqualRecordsThatLackWhatTellsThemApart() {
        var records = records(COUNT, i -> i < 100 ? null : name(i / 2, 0) + " " + name(i / 2, 1), i -> "us");
        var clusters = match(records).clusters();
        assertThat(Arrays.stream(clusters, 0, 100).distinct().count()).isGreaterThan(90);
    }

    @Test
    void matchesNothingWhereAllDiffer() {
        assertThat(groups(records(COUNT, i -> name(i, 0), i -> name(i, 1)))).isGreaterThan(COUNT * 9 / 10);
    }

    @Test
    void bearsColumnsWithoutValuesAndRecordsWithoutAny() {
        assertThat(groups(records(COUNT, i -> i % 2 == 0 ? name(i / 4, 0) + " " + name(i / 4, 1) : null, i -> null)))
                .isBetween(COUNT / 2L, COUNT * 3L / 4);
        assertThat(groups(records(3, i -> null, i -> null))).isEqualTo(3);
        assertThat(groups(records(0, i -> null, i -> null))).isZero();
    }

    @Test
    void matchesPairsBesideAValueThatHalfOfTheRowsHave() {
        assertPairs(records(COUNT, i -> name(i / 2, 0) + " " + name(i / 2, 1), i -> i % 2 == 0 ? "Berlin" : null));
    }

    @Test
    void matchesPairsOfOtherScripts() {
        assertPairs(records(COUNT, i -> script(i / 2, 0x0410, 30) + " " + script(i / 2 + 999, 0x0410, 30), i -> null));
        assertPairs(records(COUNT, i -> script(i / 2, 0x4E00, 2000) + script(i / 2 + 999, 0x4E00, 2000), i -> null));
    }

    @Test
    void matchesPairsAcrossThreeSources() {
        var records = records(COUNT, i -> name(i / 3, 0) + " " + name(i / 3, 1), i -> name(i / 3, 2));
        var linked = new Records(
                records.keys(), IntStream.range(0, COUNT).map(i -> i % 3).toArray(), records.columns());
        assertThat(groups(linked)).isEqualTo(COUNT / 3);
    }

    @Test
    void bearsLongTexts() {
        var filler = " lorem ipsum dolor sit amet".repeat(400);
        assertPairs(records(60, i -> name(i / 2, 0) + " " + name(i / 2, 1) + filler, i -> name(i / 2, 2)));
    }

    @Test
    void givesTheSameWithOneThreadAndInManyBefore() throws Exception {
        var records = records(COUNT, i -> name(i / 2, 0) + " " + name(i / 2, 1), i -> name(i % 7, 2));
        var many = match(records).clusters();
        var one = new ForkJoinPool(1).submit(() -> match(records).clusters()).get();
        assertThat(one).isEqualTo(many);
    }

    private static void assertPairs(Records records) {
        var clusters = match(records).clusters();
        long wrong = IntStream.range(0, clusters.length)
                .filter(i -> clusters[i] != i / 2 * 2)
                .count();
        assertThat(wrong).as(Arrays.toString(clusters)).isLessThanOrEqualTo(records.count() / 50);
    }

    private static long groups(Records records) {
        return Arrays.stream(match(records).clusters()).distinct().count();
    }

    private static Matching match(Records records) {
        return new Matcher(Tradeoffs.BALANCED, Optional.empty(), Answers.NONE)
                .match(records, Known.nothing(records.count()));
    }

    private static Records records(int count, IntFunction<String> one, IntFunction<String> other) {
        var keys = IntStream.range(0, count).mapToObj("k%05d"::formatted).toList();
        return new Records(keys, new int[0], List.of(column("one", count, one), column("other", count, other)));
    }

    private static Records.Column column(String name, int count, IntFunction<String> values) {
        var all = new ArrayList<String>(Collections.nCopies(count, null));
        IntStream.range(0, count).forEach(i -> all.set(i, values.apply(i)));
        return new Records.Column(name, all);
    }

    private static String name(int number, int kind) {
        return script(31 * number + kind, 'a', 26);
    }

    private static String script(int seed, int first, int count) {
        var random = new Random(seed * 7919L);
        var text = new StringBuilder();
        IntStream.range(0, 8).forEach(i -> text.appendCodePoint(first + random.nextInt(count)));
        return text.toString();
    }
}
