// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mastic.submit.Shell;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What rules make of a run whose rows do not keep them. */
class QualityGateTest {
    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(folder);
        shell.write("in/a.json", "{\"id\":1,\"name\":\"Ada\"}\n{\"id\":2}\n");
    }

    private void job(String quality) {
        shell.write(
                "job.conf",
                "job { name = people\n sources { people { path = in, format = json } }\n" + quality
                        + "\n sinks { files { in = people, path = out, format = parquet } } }\n");
    }

    private Shell.Ended run(String id) {
        return shell.mastic("run", shell.file("job.conf").toString(), "--run-id", id, "--output", "json");
    }

    @Test
    void stopsBeforeTheCommitAndReadsTheSameAgain() {
        job(
                "quality { on = people, rules = [\"IsComplete \\\"id\\\"\", \"IsComplete \\\"name\\\"\"], when-failed = stop }");
        var failed = run("r1")
                .failed(
                        3,
                        "Cannot commit job 'people': its rows break its rules",
                        "people at job.conf:3: 1 of 2 rules does not hold",
                        "IsComplete \"name\": 1 row of 2 breaks it");
        assertThat(failed.document().path("exitCode").asInt()).isEqualTo(3);
        assertThat(outcomes(failed.document())).containsExactly("Passed", "Failed");
        assertThat(shell.dataFiles("out")).isEmpty();
        assertThat(shell.mastic("runs", "show", "r1").succeeded().out())
                .contains("checked", "people: 1 rule passed, 1 failed", "discarded");
        var kept = shell.mastic("runs", "show", "r1", "--output", "json").document();
        assertThat(kept.findValues("outcome")).extracting(JsonNode::asText).contains("Failed");

        job("quality { rules = \"IsComplete \\\"id\\\"\" }");
        var done = run("r2").succeeded().document();
        assertThat(done.path("sources").path(0).path("newFiles").asInt()).isEqualTo(1);
        assertThat(outcomes(done)).containsExactly("Passed");
        assertThat(shell.dataFiles("out")).isNotEmpty();
        assertThat(run("r3").succeeded().document().path("status").asText()).isEqualTo("nothing-new");
    }

    @Test
    void goesOnWhereItIsOnlyToReport() {
        job(
                "quality = [ { rules = [\"RowCount > 5\"], when-failed = report }, { on = people, rules = [\"RowCount = 2\"] } ]");
        var done = run("r1").succeeded().document();
        assertThat(outcomes(done)).containsExactly("Failed", "Passed");
        assertThat(done.path("quality")
                        .path(0)
                        .path("rules")
                        .path(0)
                        .path("reason")
                        .asText())
                .isEqualTo("Dataset.*.RowCount is 2 (expected > 5)");
        assertThat(shell.dataFiles("out")).isNotEmpty();
        assertThat(shell.mastic("runs", "show", "r1").succeeded().out())
                .contains("quality of people: 0 of 1 rule passed", "FAILED RowCount > 5");
    }

    @Test
    void saysOfRunsWithoutRulesNothing() {
        job("");
        assertThat(run("r1").succeeded().document().path("quality").isNull()).isTrue();
    }

    @Test
    void findsWhatIsWrongBeforeSparkStarts() {
        job(
                "quality { rules = [\n\"IsComplete \\\"id\\\"\",\n\"IsCompelte \\\"id\\\"\", \"DetectAnomalies \\\"RowCount\\\"\"] }");
        check().failed(2, "job.conf:5: Cannot run rule IsCompelte: no such rule type (did you mean 'IsComplete'?)")
                .failed(2, "job.conf:5: Cannot run rule DetectAnomalies: it compares with earlier runs");
        job("quality { rules = [\"IsComplete \\\"nam\\\"\"] }");
        check().failed(2, "Cannot run rule IsComplete \"nam\"", "did you mean 'name'?");
        job("quality { on = peeple, rules = [\"RowCount > 1\"] }");
        check().failed(2, "no sink writes 'peeple'", "did you mean 'people'?");
        job("quality { }");
        check().failed(2, "job.conf:3: no rules");
        job("quality { rules = [\"RowCount > 1\"], when-failed = ignore }");
        check().failed(2, "when-failed", "stop, report");
        job("quality { rules = [\"RowCount > 1\"], rule = x }");
        check().failed(2, "rule");
        job("quality { ruleset-file = nosuch.dqdl }");
        check().failed(2, "No such file of rules");
        job("quality = 5");
        check().failed(2, "a block in braces, or a list of them");
        shell.write("rules.dqdl", "Rules = [\n RowCount >> 5 ]");
        job("quality { ruleset-file = rules.dqdl }");
        check().failed(2, "rules.dqdl:2:12: Cannot read the rules");
    }

    private Shell.Ended check() {
        var ended = shell.mastic("check", shell.file("job.conf").toString());
        return new Shell.Ended(ended.exitCode(), ended.out(), ended.err() + "mastic: " + ended.out());
    }

    private static List<String> outcomes(JsonNode report) {
        return StreamSupport.stream(report.path("quality").spliterator(), false)
                .flatMap(gate -> StreamSupport.stream(gate.path("rules").spliterator(), false))
                .map(rule -> rule.path("outcome").asText())
                .toList();
    }
}
