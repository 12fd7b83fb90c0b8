// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.submit.Shell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DqTest {
    @TempDir
    private Path folder;

    private Shell shell;
    private String people;

    @BeforeEach
    void open() {
        shell = new Shell(folder);
        people = shell.write("people.json", "{\"id\":1,\"name\":\"Ada\"}\n{\"id\":2}\n")
                .toString();
    }

    private Shell.Ended dq(String rules, String... more) {
        var arguments = new ArrayList<>(List.of("dq", "run", people, "--rules", rules));
        arguments.addAll(java.util.List.of(more));
        return shell.mastic(arguments.toArray(String[]::new));
    }

    @Test
    void saysOfEachRuleWhetherItHolds() {
        var ended = dq("IsComplete \"name\", RowCount = 2", "--output", "json");
        assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(3);
        assertThat(ended.err()).doesNotContain("ANTLR", "mastic: ");
        assertThat(ended.document())
                .hasToString(
                        "{\"rules\":[{\"rule\":\"IsComplete \\\"name\\\"\",\"outcome\":\"Failed\",\"reason\":\"1 row of 2 breaks"
                                + " it, 1 of them by a NULL\","
                                + "\"metrics\":{\"Column.name.Completeness\":0.5}},{\"rule\":\"RowCount = 2\",\"outcome\":\"Passed\","
                                + "\"reason\":null,\"metrics\":{\"Dataset.*.RowCount\":2.0}}],\"rows\":{\"passed\":1,\"failed\":1}}");
        assertThat(dq("RowCount = 2").succeeded().lines())
                .containsExactly(
                        people + ": 1 of 1 rule holds",
                        "  passed  RowCount = 2",
                        "rows that pass: 2, that fail: 0 (by the rules about single rows)");
    }

    @Test
    void readsRulesFromAFileAndWritesRows() {
        var rules = shell.write("r.dqdl", "Rules = [\n  IsComplete \"name\",\n  RowCountMatch \"other\" = 2.0\n]\n");
        var rows = shell.file("rows.json").toString();
        var other = shell.write("other.json", "{\"id\":1}\n").toString();
        var ended = dq(rules.toString(), "--rows", rows, "--reference", "other=" + other, "--output", "csv");
        assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(3);
        assertThat(ended.lines())
                .startsWith(
                        "rule,outcome,reason",
                        "\"IsComplete \"\"name\"\"\",Failed,\"1 row of 2 breaks it, 1 of" + " them by a NULL\"");
        assertThat(shell.read("rows.json").lines())
                .containsExactly(
                        "{\"id\":1,\"name\":\"Ada\",\"DataQualityRulesPass\":[\"IsComplete \\\"name\\\"\"],\"DataQualityRulesFail\":[],"
                                + "\"DataQualityRulesSkip\":[\"RowCountMatch \\\"other\\\" = 2.0\"],"
                                + "\"DataQualityEvaluationResult\":\"Passed\"}",
                        "{\"id\":2,\"DataQualityRulesPass\":[],\"DataQualityRulesFail\":[\"IsComplete \\\"name\\\"\"],"
                                + "\"DataQualityRulesSkip\":[\"RowCountMatch \\\"other\\\" = 2.0\"],"
                                + "\"DataQualityEvaluationResult\":\"Failed\"}");
    }

    @Test
    void readsFilesInTheFormatThatIsSaid() {
        var heads = shell.write("heads.csv", "id,name\n").toString();
        assertThat(shell.mastic("dq", "run", heads, "--rules", "RowCount = 0", "--format", "csv")
                        .succeeded()
                        .lines())
                .contains("  passed  RowCount = 0");
        shell.mastic("profile", heads, "--format", "csf").failed(2, "did you mean 'csv'?");
    }

    @Test
    void refusesWhatItCannotAsk() {
        dq("IsCompelte \"id\"").failed(2, "did you mean 'IsComplete'?", "--rules:1:1");
        dq("IsComplete \"id").failed(2, "Cannot read the rules: no sense in 'IsComplete\"'", "--rules:1:12");
        dq("RowCountMatch \"other\" = 1.0")
                .failed(2, "no such reference (there are none)", "--reference other=PATH|TABLE");
        dq("RowCount > 1", "--reference", "other").failed(2, "Value for option '--reference'");
        dq("nosuch.dqdl").failed(2, "No such file of rules: nosuch.dqdl");
        dq("RowCount > avg(last(3))").failed(2, "its threshold is computed from earlier runs");
        dq("RowCount > 1", "--reference", "primary=" + people).failed(2, "Cannot call a reference 'primary'");
        dq("RowCount > 1", "--rows", shell.file("no/such/rows.json").toString()).failed(2, "Cannot write");
        shell.mastic("dq", "run", people).failed(2, "--rules");
        shell.mastic("dq", "run", "nosuch.json", "--rules", "RowCount > 1").failed(2, "nosuch.json");
        Shell.raw("dq").failed(2, "needs one of: run");
    }
}
