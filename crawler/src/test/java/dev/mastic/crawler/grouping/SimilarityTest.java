// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.grouping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SimilarityTest {
    @Property
    void isSymmetricAndWithinZeroAndOne(
            @ForAll @Size(max = 6) Set<@AlphaChars @StringLength(1) String> left,
            @ForAll @Size(max = 6) Set<@AlphaChars @StringLength(1) String> right) {
        assertThat(Similarity.of(left, right))
                .isEqualTo(Similarity.of(right, left))
                .isBetween(0.0, 1.0);
        assertThat(Similarity.of(left, left)).isEqualTo(1.0);
    }

    @Test
    void isTheShareOfCommonNames() {
        assertThat(Similarity.of(Set.of("a", "b", "c"), Set.of("b", "c", "d"))).isCloseTo(0.5, within(1e-9));
    }

    @Property(tries = 200)
    void findsTheSameMajorityInAnyOrder(
            @ForAll @Size(min = 1, max = 12) List<@Size(max = 5) Set<@AlphaChars @StringLength(1) String>> items,
            @ForAll Random random) {
        var shuffled = new ArrayList<>(items);
        Collections.shuffle(shuffled, random);
        var one = majority(items);
        var other = majority(shuffled);
        assertThat(other.isOneTable()).isEqualTo(one.isOneTable());
        assertThat(other.members()).hasSameSizeAs(one.members());
        if (one.isOneTable() && items.stream().noneMatch(Set::isEmpty)) {
            assertThat(new HashSet<>(other.members())).isEqualTo(new HashSet<>(one.members()));
        }
    }

    @Test
    void letsAnEmptyItemLinkNoOthers() {
        var three = List.of(Set.of("a"), Set.<String>of(), Set.of("b"));
        assertThat(majority(three).groups()).isEqualTo(2);
    }

    @Test
    void refusesMoreThanFiveGroups() {
        var items = new ArrayList<>(Collections.nCopies(50, Set.of("a")));
        for (var name : List.of("b", "c", "d", "e")) {
            items.add(Set.of(name));
        }
        assertThat(majority(items).isOneTable()).isTrue();
        items.add(Set.of("f"));
        assertThat(majority(items).isOneTable()).isFalse();
    }

    private static Similarity.Majority<Set<String>> majority(List<Set<String>> items) {
        return Similarity.majority(items, item -> "", Function.identity(), item -> 1, Similarity.Link.SIMILAR)
                .orElseThrow();
    }
}
