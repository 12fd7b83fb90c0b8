// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.io.Format.Together;
import dev.mastic.core.io.Match;
import dev.mastic.core.io.Sample;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SharedDialectTest {
    private static final String DAY = "id,day\n1,31/01/2024\n2,02/03/2024\n";
    private static final String MONTH = "id,day\n1,01/31/2024\n2,02/03/2024\n";
    private static final String EITHER = "id,day\n1,01/02/2024\n2,03/04/2024\n";

    private static Match match(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return new CsvFormat()
                .sniff(new Sample("a.csv", bytes.length, bytes, bytes, "none"))
                .orElseThrow();
    }

    private static Optional<Together> together(String... files) {
        var matches = new HashMap<Match, Long>();
        List.of(files).forEach(file -> matches.merge(match(file), 1L, Long::sum));
        return new CsvFormat().together(matches);
    }

    private static Dialect dialect(String... files) {
        return Dialect.of(together(files).orElseThrow().dialect());
    }

    @Test
    void takesTheOrderOfDatesFromTheFileThatProvesIt() {
        assertThat(dialect(EITHER, DAY).notation().dates()).isEqualTo(DateOrder.DAY_FIRST);
        assertThat(dialect(EITHER, MONTH).notation().dates()).isEqualTo(DateOrder.MONTH_FIRST);
        assertThat(dialect(EITHER, EITHER).notation().dates()).isEqualTo(DateOrder.ISO);
    }

    @Test
    void saysWhichFilesContradictEachOther() {
        assertThat(together(DAY, MONTH, EITHER).orElseThrow().conflicts())
                .containsExactly("the dates of 'day' have the day first in some files and the month in others");
        assertThat(together("id;v\n1;1,5\n2;2,5\n", "id;v\n1;1.5\n2;2.5\n")
                        .orElseThrow()
                        .conflicts())
                .containsExactly("the numbers of 'v' are written with other marks in some files than in others");
        assertThat(together(DAY, EITHER).orElseThrow().conflicts()).isEmpty();
    }

    @Test
    void givesAColumnItsOwnOrderWhereOthersHaveTheOther() {
        var both = "a,b\n31/01/2024,01/31/2024\n28/02/2024,02/28/2024\n";
        var shared = dialect(both, "a,b\n01/02/2024,01/02/2024\n03/04/2024,03/04/2024\n");
        assertThat(shared.notation("a").dates()).isEqualTo(DateOrder.DAY_FIRST);
        assertThat(shared.notation("b").dates()).isEqualTo(DateOrder.MONTH_FIRST);
        assertThat(shared.notation("c").dates()).isEqualTo(DateOrder.ISO);
    }

    @Test
    void takesTheMarksThatAllNumbersAllow() {
        var whole = dialect("id;v\n1;1.234\n2;5.678\n", "id;v\n1;1.234,5\n2;7,25\n");
        assertThat(whole.notation().decimal()).isEqualTo(',');
        assertThat(whole.notation().thousands()).isEqualTo('.');
        var plain = dialect("id;v\n1;1.234\n2;5.678\n", "id;v\n1;1.5\n2;7.25\n");
        assertThat(plain.notation().decimal()).isEqualTo('.');
    }

    @Test
    void takesAWordForAFlagOnlyWhereSomeFileHasBoth() {
        var none = "id,paid\n1,N\n2,N\n";
        assertThat(dialect(none, "id,paid\n1,Y\n2,N\n").columns().areFlags("paid"))
                .isTrue();
        assertThat(dialect(none, "id,paid\n1,Y\n2,Y\n").columns().areFlags("paid"))
                .isFalse();
        assertThat(dialect("id,paid\n1,Y\n2,N\n", "id,paid\n1,Y\n2,N\n3,Y\n").columns())
                .isEqualTo(ColumnNotations.NONE);
    }

    @Test
    void saysOfAFileAloneWhatItSaysItself() {
        for (var file : List.of(
                DAY,
                MONTH,
                EITHER,
                "id,day\n1,01.02.2024\n2,03.04.2024\n",
                "id,paid\n1,N\n2,N\n",
                "id,paid\n1,yes\n2,no\n3,n/a\n",
                "id;v\n1;1.234\n2;5.678\n",
                "id;v;w\n1;1.234;1,5\n2;5.678;2,5\n",
                "id;v\n1;1.234\n2;567\n3;8.910\n4;11.121\n5;3.141\n",
                "name,city\nAnn,Rome\nBen,Oslo\n")) {
            var alone = together(file).orElseThrow();
            assertThat(alone.dialect()).as(file).isEqualTo(match(file).dialect());
            assertThat(alone.conflicts()).as(file).isEmpty();
        }
    }

    @Test
    void joinsTheWordsForNull() {
        var shared = dialect("id,v\n1,7\n2,n/a\n3,8\n", "id,v\n1,7\n2,-\n3,8\n");
        assertThat(shared.notation().missing()).containsExactly("-", "n/a");
    }

    @Test
    void readsOnlyFilesOfOneSyntaxTogether() {
        var piped = "id|day\n1|31/01/2024\n2|02/03/2024\n";
        var shared = together(EITHER, MONTH, piped).orElseThrow();
        assertThat(shared.files()).containsExactlyInAnyOrder(match(EITHER), match(MONTH));
        assertThat(Dialect.of(shared.dialect()).notation().dates()).isEqualTo(DateOrder.MONTH_FIRST);
    }

    @Test
    void saysNothingOfFilesOfWhichNothingIsKnown() {
        var files = Map.of(
                new Match("csv", 1, "none", Map.of("dates", "day-first")), 1L,
                new Match("csv", 1, "none", Map.of("dates", "month-first")), 1L);
        assertThat(new CsvFormat().together(files)).isEmpty();
    }

    @Test
    void keepsTheNotationsOfColumnsInADialect() {
        var shared = dialect(
                "when it was;amount\n31/01/2024;1.5\n30/01/2024;2.5\n",
                "when it was;amount\n01/31/2024;1,5\n01/30/2024;2,5\n");
        assertThat(shared.columns().isEmpty()).isFalse();
        assertThat(Dialect.of(shared.toMap())).isEqualTo(shared);
    }

    @Property
    void mergingDoesNotDependOnTheOrder(
            @ForAll("evidence") ColumnEvidence a,
            @ForAll("evidence") ColumnEvidence b,
            @ForAll("evidence") ColumnEvidence c) {
        assertThat(a.merge(b)).isEqualTo(b.merge(a));
        assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
        assertThat(a.merge(a)).isEqualTo(a);
        assertThat(a.merge(ColumnEvidence.NONE)).isEqualTo(a);
    }

    @Property
    void evidenceComesBackFromItsText(@ForAll("evidence") ColumnEvidence evidence) {
        assertThat(ColumnEvidence.of(evidence.toText())).isEqualTo(evidence);
    }

    @Provide
    Arbitrary<ColumnEvidence> evidence() {
        var marks = Arbitraries.integers().between(0, 127);
        var dates = Arbitraries.integers().between(0, 7);
        var flags =
                Arbitraries.of("yes", "no", "y", "n", "ja", "nein", "x").set().map(FlagWords::among);
        return Combinators.combine(marks, dates, flags, Arbitraries.of(true, false))
                .as(ColumnEvidence::new);
    }
}
