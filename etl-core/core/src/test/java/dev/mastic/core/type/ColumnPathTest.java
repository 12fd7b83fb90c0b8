// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnPathTest {
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void parsesWhatItPrints(@ForAll("paths") ColumnPath path) {
        assertThat(ColumnPath.parse(path.toString())).isEqualTo(path);
    }

    @Property
    void refusesAnyOtherTextByItsOwnException(@ForAll String text) {
        try {
            var path = ColumnPath.parse(text);
            assertThat(ColumnPath.parse(path.toString())).isEqualTo(path);
        } catch (UsageException e) {
            assertThat(e).hasMessageStartingWith("Cannot read column path '" + text + "': ");
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void findsEveryFieldOfARecordByItsName(@ForAll("records") Type.Struct record) {
        for (var field : record.fields()) {
            assertThat(ColumnPath.of(field.name()).in(record)).contains(field.type());
            assertThat(ColumnPath.parse(ColumnPath.of(field.name()).toString()).in(record))
                    .contains(field.type());
        }
    }

    @Provide
    Arbitrary<ColumnPath> paths() {
        var steps = Arbitraries.<ColumnPath.Step>oneOf(
                Types.names().map(ColumnPath.Name::new), Arbitraries.just(new ColumnPath.Elements()));
        return Combinators.combine(Types.names(), steps.list().ofMaxSize(5)).as((head, rest) -> {
            var all = new ArrayList<ColumnPath.Step>(List.of(new ColumnPath.Name(head)));
            all.addAll(rest);
            return new ColumnPath(all);
        });
    }

    @Provide
    Arbitrary<Type.Struct> records() {
        return Types.structs();
    }

    @Test
    void readsNamesElementsAndQuotes() {
        assertThat(ColumnPath.parse("a.`b.c`[].``````[][]"))
                .isEqualTo(ColumnPath.of("a", "b.c")
                        .elements()
                        .child("``")
                        .elements()
                        .elements());
    }

    @Test
    void quotesOnlyWhereItMust() {
        assertThat(ColumnPath.of("a b", "ü", "c.d", "").elements()).hasToString("a b.ü.`c.d`.``[]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|expected a name at character 1",
                "a.|expected a name at character 3",
                ".a|expected a name at character 1",
                "a..b|expected a name at character 3",
                "[].a|expected a name at character 1",
                "a[b|expected '.' or '[]' at character 2",
                "a[]b|expected '.' or '[]' at character 4",
                "`a`b|expected '.' or '[]' at character 4",
                "a`b|expected '.' or '[]' at character 2",
                "a.`b|a backtick is not closed at character 5"
            })
    void namesTheCharacterThatItDoesNotUnderstand(String text, String why) {
        assertThatThrownBy(() -> ColumnPath.parse(text))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot read column path '" + text + "': " + why);
    }

    @Test
    void startsWithAName() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ColumnPath(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new ColumnPath(List.of(new ColumnPath.Elements())));
    }

    @Test
    void tellsItsParts() {
        var path = ColumnPath.parse("a.b[].c[]");
        assertThat(path.head()).isEqualTo("a");
        assertThat(path.leaf()).isEqualTo("c");
        assertThat(path.parent()).contains(ColumnPath.parse("a.b[].c"));
        assertThat(path.tail()).contains(ColumnPath.parse("b[].c[]"));
        assertThat(ColumnPath.of("a").parent()).isEmpty();
        assertThat(ColumnPath.of("a").tail()).isEmpty();
        assertThat(ColumnPath.parse("a[].b").tail()).isEmpty();
    }

    @Test
    void goesThroughStructsAndArraysOnly() {
        var record =
                (Type.Struct) TypeString.parse("struct<a:struct<b:array<struct<c:int>>>,m:map<string,struct<x:int>>>");
        assertThat(ColumnPath.parse("a.b[].c").in(record)).contains(Type.Primitive.INT);
        assertThat(ColumnPath.parse("a.b[]").in(record)).contains(TypeString.parse("struct<c:int>"));
        assertThat(ColumnPath.parse("a.b.c").in(record)).isEmpty();
        assertThat(ColumnPath.parse("a[]").in(record)).isEmpty();
        assertThat(ColumnPath.parse("A").in(record)).isEmpty();
        assertThat(ColumnPath.parse("m.x").in(record)).isEmpty();
    }
}
