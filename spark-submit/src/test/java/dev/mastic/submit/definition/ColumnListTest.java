// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.failure.UsageException;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnListTest {
    @Property(tries = 300)
    void readsWhatIsWritten(@ForAll("columns") List<Column> columns) {
        var text =
                String.join(", ", columns.stream().map(ColumnListTest::written).toList());
        assertThat(ColumnList.parse(text)).isEqualTo(columns);
    }

    @Provide
    Arbitrary<List<Column>> columns() {
        var name = Arbitraries.oneOf(
                Arbitraries.strings().alpha().ofMinLength(1),
                Arbitraries.of("a b", "a,b", "x(", "日本", "it's", "comment"));
        var type = Arbitraries.of(
                "int",
                "varchar(20)",
                "decimal(12,2)",
                "array<struct<a:int,b:map<string,double>>>",
                "struct<`a,b`:int>");
        var comment = Arbitraries.strings()
                .withChars("a ,'(<`:")
                .ofMinLength(1)
                .ofMaxLength(8)
                .optional();
        return Combinators.combine(name, type, comment)
                .as((n, t, c) -> Column.written(n, t, c, Map.of()))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    private static String written(Column column) {
        return "`" + column.name().replace("`", "``") + "` " + column.typeText()
                + column.comment()
                        .map(text -> " COMMENT '" + text.replace("'", "''") + "'")
                        .orElse("");
    }

    @Test
    void takesPlainNamesAndColons() {
        assertThat(ColumnList.parse("id:bigint ,  name   string comment 'x'"))
                .extracting(Column::name, Column::typeText, Column::comment)
                .containsExactly(tuple("id", "bigint", Optional.empty()), tuple("name", "string", Optional.of("x")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "id",
                "id int,",
                "id int, , b int",
                "id int)",
                "a array<int",
                "a 'int",
                "a int comment x",
                "a innt"
            })
    void refusesOtherTexts(String text) {
        assertThatThrownBy(() -> ColumnList.parse(text)).isInstanceOf(UsageException.class);
    }
}
