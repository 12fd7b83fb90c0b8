// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.KeyType;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SortKeyTest {
    private static final Column TEXT = Column.of("s", Type.Primitive.STRING);
    private static final Column DECIMAL = Column.of("x", new Type.Decimal(38, 10));
    private static final Column LONG = Column.of("n", Type.Primitive.LONG);

    @Property(tries = 2000)
    void sortsDecimalsAsNumbers(@ForAll BigDecimal one, @ForAll BigDecimal other) {
        assertThat(order(SortKey.of(DECIMAL, one.toString()), SortKey.of(DECIMAL, other.toPlainString())))
                .isEqualTo(one.compareTo(other));
    }

    @Property(tries = 1000)
    void sortsWholeNumbersAsNumbers(@ForAll BigInteger one, @ForAll BigInteger other) {
        assertThat(order(SortKey.of(LONG, one.toString()), SortKey.of(LONG, "+0" + other.abs())))
                .isEqualTo(one.compareTo(other.abs()));
    }

    @Property(tries = 2000)
    void sortsShortTextsAsTexts(@ForAll("texts") String one, @ForAll("texts") String other) {
        assertThat(order(SortKey.of(TEXT, one), SortKey.of(TEXT, other))).isEqualTo(order(one, other));
    }

    @Property(tries = 2000)
    void sortsListsOfTextsByTheFirstThatDiffers(@ForAll("texts") String one, @ForAll("texts") String other) {
        var keys = List.of(TEXT, TEXT);
        assertThat(order(SortKey.of(keys, List.of(one, "z")), SortKey.of(keys, List.of(other, "a"))))
                .isEqualTo(one.equals(other) ? 1 : order(one, other));
    }

    @Property(tries = 500)
    void neverTurnsLongTextsRound(@ForAll("tails") String one, @ForAll("tails") String other) {
        int order = order(SortKey.of(TEXT, "x".repeat(195) + one), SortKey.of(TEXT, "x".repeat(195) + other));
        assertThat(order).isIn(0, order(one, other));
    }

    @Example
    void sortsNullsAndWhatIsNoValueBeforeValues() {
        var sorted = List.of(
                SortKey.of(LONG, Partition.NULL_VALUE),
                SortKey.of(LONG, ""),
                SortKey.of(LONG, "x"),
                SortKey.of(LONG, "-9"));
        assertThat(sorted).isSortedAccordingTo(KeyType.STRING::compare);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("\u0000\u0001\u0002\u0003ab").ofMaxLength(6),
                Arbitraries.of("\ud83d\ude00", "\uffff", "a\ud83d\ude00b", "\ue000", "a\uffff"));
    }

    @Provide
    Arbitrary<String> tails() {
        return Arbitraries.of("a", "b", "\ud83d\ude00", "\uffff", "\u0001", "\u0000")
                .list()
                .ofMaxSize(9)
                .map(parts -> String.join("", parts));
    }

    private static int order(String one, String other) {
        return Integer.signum(KeyType.STRING.compare(one, other));
    }
}
