// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RowComparisonTest {
    private static List<JsonRow> rows(String... json) {
        return Stream.of(json).map(row -> JsonRow.parse(row.replace('\'', '"'))).toList();
    }

    private static List<JsonRow> numbered(List<Integer> numbers) {
        return numbers.stream().map(n -> JsonRow.parse("{\"n\":" + n + "}")).toList();
    }

    @Test
    void takesRowsByValue() {
        assertThat(RowComparison.unordered(
                                rows("{'a':1.50,'b':null}", "{'x':[1,{'y':2e1}]}"),
                                rows("{'x':[1.0,{'y':20,'z':null}]}", "{'a':1.5}"),
                                List.of())
                        .isSame())
                .isTrue();
    }

    @Test
    void pairsRowsByTheirKeys() {
        var comparison = RowComparison.unordered(
                rows("{'id':1,'a':1}", "{'id':2,'a':1}"),
                rows("{'id':3,'a':1}", "{'id':2,'a':2,'b':'x'}"),
                List.of("id"));
        assertThat(comparison.summary()).isEqualTo("1 missing, 1 extra, 1 different");
        assertThat(comparison.different())
                .containsExactly(new RowComparison.Different(
                        "{\"id\":2}",
                        List.of(new RowComparison.Cell("a", "1", "2"), new RowComparison.Cell("b", "null", "\"x\""))));
        assertThat(comparison.columns()).containsEntry("a", 1L).containsEntry("b", 1L);
        assertThat(comparison.table()).hasSize(5);
    }

    @Test
    void pairsRowsThatShareHalfOfTheirCells() {
        var comparison =
                RowComparison.unordered(rows("{'a':1,'b':2}", "{'a':5,'b':6}"), rows("{'a':1,'b':3}"), List.of());
        assertThat(comparison.summary()).isEqualTo("1 missing, 1 different");
    }

    @Test
    void looksAtPlacesWhereTheOrderCounts() {
        var comparison = RowComparison.ordered(rows("{'a':1}", "{'a':2}", "{'a':3}"), rows("{'a':1}", "{'a':3}"));
        assertThat(comparison.summary()).isEqualTo("1 missing, 1 different");
        assertThat(comparison.different().get(0).label()).isEqualTo("row 2");
    }

    @Test
    void refusesWhatIsNoRow() {
        assertThatThrownBy(() -> JsonRow.parse("[1]")).hasMessage("Not a row as JSON: [1]");
        assertThatThrownBy(() -> JsonRow.parse("{")).hasMessageContaining("Not a row as JSON");
    }

    @Property
    void findsNothingBetweenRowsInAnotherOrder(@ForAll List<@IntRange(max = 9) Integer> numbers, @ForAll long seed) {
        var shuffled = new ArrayList<>(numbered(numbers));
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(RowComparison.unordered(numbered(numbers), shuffled, List.of())
                        .isSame())
                .isTrue();
    }

    @Property
    void countsWhatIsLeftOnBothSides(
            @ForAll @Size(max = 20) List<@IntRange(max = 9) Integer> expected,
            @ForAll @Size(max = 20) List<@IntRange(max = 9) Integer> actual) {
        var found = RowComparison.unordered(numbered(expected), numbered(actual), List.of());
        assertThat(expected.size() - found.missing().size() - found.different().size())
                .isEqualTo(
                        actual.size() - found.extra().size() - found.different().size());
        assertThat(Collections.disjoint(found.missing(), found.extra())).isTrue();
        assertThat(found.isSame()).isEqualTo(sorted(expected).equals(sorted(actual)));
    }

    private static List<Integer> sorted(List<Integer> numbers) {
        return numbers.stream().sorted().toList();
    }
}
