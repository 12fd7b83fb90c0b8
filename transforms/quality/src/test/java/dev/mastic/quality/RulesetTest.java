// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.config.ConfigProblemsException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesetTest {
    @Test
    void readsDocumentsAndRulesAlone() {
        var document = """
                # what must hold
                allowed = ["a", "b"]
                Rules = [
                    IsComplete "id",
                    (RowCount > 1)
                        and (IsUnique "id"), # a comment
                    ColumnValues "name" in $allowed
                ]
                """;
        assertThat(Ruleset.parse("rules.dqdl", document).texts())
                .containsExactly(
                        "IsComplete \"id\"",
                        "(RowCount > 1) and (IsUnique \"id\")",
                        "ColumnValues \"name\" in $allowed");
        assertThat(Ruleset.parse("--rules", "IsComplete \"id\", RowCount = 5").texts())
                .isEqualTo(List.of("IsComplete \"id\"", "RowCount = 5"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '´',
            textBlock =
                    """
            IsCompelte "id"                            | Cannot run rule IsCompelte: no such rule type (did you mean 'IsComplete'?) at r:1:1
            IsComplete "id", RowCont > 5               | Cannot run rule RowCont: no such rule type (did you mean 'RowCount'?) at r:1:18
            DetectAnomalies "RowCount"                 | Cannot run rule DetectAnomalies: it compares with earlier runs, of which no measures are kept (docs/quality.md lists the rules that are run) at r:1:1
            FileSize "x" > 5 MB                        | Cannot run rule FileSize: it is about files, and rules here are about rows (docs/quality.md lists the rules that are run) at r:1:1
            RowCount > avg(last(3))                    | Cannot run rule RowCount: its threshold is computed from earlier runs, of which no measures are kept (expected a number) at r:1:1
            Mean "x" > NULL                            | Cannot run rule Mean: it is compared with NULL (expected a number) at r:1:1
            IsComplete                                 | Cannot read the rules: IsComplete does not take so many parameters, or not of this kind at r:1:1
            ColumnValues "x" matches "(a"              | Cannot run rule ColumnValues: '(a' is no regular expression: Unclosed group at r:1:1
            ColumnDataType "x" = "Number"              | Cannot run rule ColumnDataType: no such type: 'Number' (has: Boolean, Date, Timestamp, Integer, Long, Float, Double, Decimal(p,s)) at r:1:1
            CustomSql "select id from primary"         | Cannot run rule CustomSql: it has no number to compare with; rows that a query returns are not taken (expected a condition, such as > 0) at r:1:1
            CustomSql "drop table x" > 1               | Cannot run rule CustomSql: its SQL is no query (expected SELECT) at r:1:1
            IsComplete "x" where "a >"                 | Cannot run rule IsComplete: its SQL cannot be read: Syntax error at or near end of input at r:1:1
            """)
    void refusesRulesThatAreWrongOrNotRun(String rule, String message) {
        assertThatThrownBy(() -> Ruleset.parse("r", rule))
                .isInstanceOf(ConfigProblemsException.class)
                .hasMessage(message);
    }

    @Test
    void saysWhereItCannotReadOn() {
        assertThatThrownBy(() -> Ruleset.parse("rules.dqdl", "Rules = [\n  IsComplete \"id\",\n  RowCount >> 5\n]"))
                .hasMessageStartingWith("Cannot read the rules: ")
                .hasMessageEndingWith(" at rules.dqdl:3:13");
        assertThatThrownBy(() -> Ruleset.parse("rules.dqdl", "Rules = [ ]"))
                .hasMessage("Cannot read the rules: No rules or analyzers provided at rules.dqdl:1:1");
        assertThatThrownBy(() -> Ruleset.parse("rules.dqdl", "Analyzers = [ RowCount ]"))
                .hasMessageContaining("Cannot run Analyzers: only Rules are run");
    }
}
