// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MatchTest {
    @Test
    void comesBackFromTheParametersOfATable() {
        var match = new Match("csv", 1, "gzip", Map.of("delimiter", ";", "header", "true"));
        assertThat(Match.of(table(match.tableParameters()))).isEqualTo(match);
    }

    @Test
    void isOfNoFormatWhereTheTableNamesNone() {
        assertThat(Match.of(table(Map.of("comment", "x")))).isEqualTo(new Match("", 1, "none", Map.of()));
    }

    @Test
    void readsTheLogsOfGluesCrawlerByTheirPattern() {
        var glue = Map.of(
                "classification",
                "special-logs",
                "grokPattern",
                "%{A:a}",
                "grokCustomPatterns",
                "A a",
                "delimiter",
                " ");
        assertThat(Match.of(table(glue)))
                .isEqualTo(new Match(
                        "grok",
                        "special-logs",
                        1,
                        "none",
                        Map.of("grokPattern", "%{A:a}", "grokCustomPatterns", "A a")));
    }

    private static Table table(Map<String, String> parameters) {
        var name = new TableName("sales", "orders");
        return new Table(name, List.of(), List.of(), Storage.at("/orders/"), parameters);
    }
}
