// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionFilterTest {
    private static final List<Column> KEYS = List.of(
            key("n", "int"),
            key("s", "string"),
            key("d", "date"),
            key("t", "timestamp"),
            key("x", "decimal(10,2)"),
            key("f", "float"),
            key("v", "varchar(5)"));

    private static Column key(String name, String type) {
        return Column.written(name, type, Optional.empty(), Map.of());
    }

    private static boolean matches(String expression, String... values) {
        return PartitionFilter.parse(expression, KEYS).matches(List.of(values));
    }

    private static boolean of(String expression) {
        return matches(expression, "2", "two", "2026-03-01", "2026-03-01 12:00:00", "2.60", "1.5", "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  \n",
                "n = 2",
                "N = '2'",
                "n=2",
                "n = +2",
                "n = 002",
                "n IN (2)",
                "n in (6, '4', 2)",
                "n not in (1, 3)",
                "n between 2 AND 2",
                "n NOT BETWEEN 1 AND 1 and n NOT BETWEEN 3 AND 3",
                "n > 1 AND n < 3",
                "n >= 2 and n <> 3 and n != 4 and n <= 2",
                "(n) = ((2)) (OR) (((n))) = (2)",
                "((n = 2))",
                "((n) = 2) and (s = 'two')",
                "NOT n = 3",
                "not not n = 2",
                "NOT (n = 3 or s = 'x')",
                "n = 3 and n = 4 or n = 2",
                "n = 2 or n = 3 and n = 4",
                "n is not null and n = 2",
                "not n is null",
                "s = 'two'",
                "s > 'tw' and s < 'twp'",
                "s LIKE 't_o'",
                "s like '%wo' and s like 't%' and s like '%' and s like 'two' and s like '%w%'",
                "s NOT LIKE '%e' AND s not like '_'",
                "s <> 'it''s'",
                "\"s\" = 'two' and `n` = 2",
                "d = '2026-03-01'",
                "d > '2026-02-28' and d < '2026-03-02'",
                "t = '2026-03-01 12:00:00.000'",
                "t > '2026-03-01 11:59:59.999999999'",
                "x = 2.6",
                "x = '2.6000'",
                "x between 2 AND 3e10",
                "x > -1 and x < .26e1 or x = 2.6",
                "v = 'b'"
            })
    void letsThrough(String expression) {
        assertThat(of(expression)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n = 3",
                "n <> 2",
                "n in (1, 3)",
                "n between 3 and 1",
                "not n = 2",
                "n is null",
                "(n = 2 or n = 3) and n = 4",
                "s like 'TWO'",
                "s like 'tw'",
                "s = 'Two'",
                "x < 2.6",
                "d <> '2026-03-01'"
            })
    void keepsOut(String expression) {
        assertThat(of(expression)).isFalse();
    }

    @Test
    void comparesTextsByTheirCodePoints() {
        assertThat(matches("s > '\uffff'", "1", "\ud83d\ude00", "", "", "", "", ""))
                .isTrue();
        assertThat(matches("s < '2'", "1", "10", "", "", "", "", "")).isTrue();
        assertThat(matches("s = 2", "1", "2", "", "", "", "", "")).isTrue();
        assertThat(matches("s like '_'", "1", "\ud83d\ude00", "", "", "", "", ""))
                .isTrue();
    }

    @Test
    void comparesNothingWithNull() {
        var none = Partition.NULL_VALUE;
        for (var expression : List.of("n = 1", "n <> 1", "not n = 1", "n in (1)", "n not in (1)", "n > 0 or n <= 0")) {
            assertThat(matches(expression, none, none, none, none, none, none, none))
                    .as(expression)
                    .isFalse();
        }
        assertThat(matches("n is null and s is null", none, none, none, none, none, none, none))
                .isTrue();
        assertThat(matches("n = 1 or s = '" + none + "'", none, none, none, none, none, none, none))
                .isTrue();
    }

    @Test
    void stumblesOverValuesOfAnotherTypeOnlyWhereTheyDecide() {
        assertThatThrownBy(() -> matches("n = 1", "one", "a", "", "", "", "", ""))
                .isInstanceOf(PartitionValueException.class)
                .hasMessageContaining("\"one\" is not an integer");
        assertThatThrownBy(() -> matches("s = 'b' or not n = 1", "one", "a", "", "", "", "", ""))
                .isInstanceOf(PartitionValueException.class);
        assertThatThrownBy(() -> matches("d = '2026-01-01'", "1", "a", "2026-1-1", "", "", "", ""))
                .hasMessageContaining("\"2026-1-1\" is not a date");
        assertThat(matches("s = 'b' and n = 1", "one", "a", "", "", "", "", "")).isFalse();
        assertThat(matches("n = 1 or s = 'a'", "one", "a", "", "", "", "", "")).isTrue();
        assertThat(matches("n is null", "one", "a", "", "", "", "", "")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "u = 1 | Unknown column 'u'",
                "2 = 2 | Unsupported expression '2 = 2': expected a partition key",
                "n = 'test' | \"test\" is not an integer",
                "n in (2.5) | \"2.5\" is not an integer",
                "n like '2' | Integral data type doesn't support operation 'LIKE'",
                "x like '2' | Decimal data type doesn't support operation 'LIKE'",
                "d like '2' | Date data type doesn't support operation 'LIKE'",
                "x = 'test' | test is not a decimal",
                "d = '2026-02-30' | 2026-02-30 is not a date",
                "d = 20260301 | 20260301 is not a date",
                "t = '2026-03-01' | Timestamp format must be yyyy-mm-dd hh:mm:ss[.fffffffff] 2026-03-01 is not a timestamp",
                "f = 1 | Unknown type : 'float'",
                "s IS test' AND not parsable | Unsupported expression",
                "n = | Unsupported expression",
                "n = 2 n | expected AND, OR or the end at character 7",
                "(n = 2 | expected ')'",
                "n = 2) | expected AND, OR or the end",
                "n ! 2 | not understood at character 3",
                "n not = 2 | expected LIKE, IN or BETWEEN",
                "n in () | expected a number or a text",
                "n = s | expected a number or a text",
                "n = 'a | Unsupported expression",
                "n between 1 or 2 | expected AND",
                "s like 2 or | expected a partition key",
                "drop table x; -- | Unsupported expression"
            })
    void refuses(String expression, String message) {
        assertThatThrownBy(() -> PartitionFilter.parse(expression, KEYS))
                .isInstanceOf(PartitionFilterException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesWhatLiesTooDeep() {
        var deep = "(".repeat(5_000) + "n = 2" + ")".repeat(5_000);
        assertThatThrownBy(() -> PartitionFilter.parse(deep, KEYS)).isInstanceOf(PartitionFilterException.class);
        var nots = "not ".repeat(5_000) + "n = 2";
        assertThatThrownBy(() -> PartitionFilter.parse(nots, KEYS)).isInstanceOf(PartitionFilterException.class);
    }

    @Test
    void readsALongExpression() {
        var wide = new StringBuilder("n in (0");
        for (int i = 1; i <= 20_000; i++) {
            wide.append(", ").append(i);
        }
        assertThat(of(wide + ")")).isTrue();
    }

    @Test
    void matchesPatternsInBoundedTime() {
        var text = "a".repeat(50_000);
        assertThat(LikePattern.matches(text, "%a".repeat(100) + "b")).isFalse();
        assertThat(LikePattern.matches(text + "b", "%a".repeat(100) + "b")).isTrue();
    }
}
