// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.core.config.Problem;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.core.failure.Quantity;
import dev.mastic.core.frame.JsonRow;
import dev.mastic.engine.JobTestResult;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.console.TextTable;
import dev.mastic.submit.verb.CommonOptions;
import dev.mastic.submit.verb.Failures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the tests of jobs gave: one line a test while they run, or one document at the end. */
final class TestReport {
    private static final int SHOWN = 20;
    private final Console console;
    private final CommonOptions options;
    private final ArrayNode tests = new ObjectMapper().createArrayNode();
    private final List<List<String>> rows = new ArrayList<>(List.of(List.of("file", "test", "status", "seconds")));
    private final Map<JobTestResult.Status, Integer> counts = new EnumMap<>(JobTestResult.Status.class);

    TestReport(Console console, CommonOptions options) {
        this.console = console;
        this.options = options;
    }

    /** Whether anything was run or found wrong. */
    boolean hasAny() {
        return !counts.isEmpty();
    }

    /** A file whose tests cannot be run. */
    void wrong(Path file, List<Problem> problems) {
        line(JobTestResult.Status.WRONG, file, "", 0);
        TestJson.problems(tests.addObject().put("file", file.toString()).put("status", "wrong"), problems);
        show(problems.stream().map(Problem::toString).toList());
    }

    /** A test that was run. */
    void add(Path file, JobTestResult result) {
        line(result.status(), file, result.name(), result.seconds());
        tests.add(TestJson.of(file, result));
        show(result.problems().stream().map(Problem::toString).toList());
        result.failure().ifPresent(failure -> show(List.of(Failures.message(failure, options.debug()))));
        if (options.debug()) {
            result.failure().ifPresent(Throwable::printStackTrace);
        }
        result.frames().forEach(this::show);
        show(result.faults());
    }

    /** The sums; the exit code says the worst. */
    ExitCode end() {
        int wrong = count(JobTestResult.Status.WRONG);
        int failed = count(JobTestResult.Status.FAILED);
        int passed = count(JobTestResult.Status.PASSED);
        var code = wrong > 0 ? ExitCode.USAGE : failed > 0 ? ExitCode.FAILED : ExitCode.OK;
        switch (options.output()) {
            case json -> {
                ObjectNode document = new ObjectMapper().createObjectNode();
                document.set("tests", tests);
                console.print(document.put("passed", passed)
                        .put("failed", failed)
                        .put("wrong", wrong)
                        .put("exitCode", code.number()));
            }
            case csv -> console.csv(rows);
            case table ->
                console.show(Quantity.of(passed + (long) failed + wrong, "test") + ": " + passed + " passed, " + failed
                        + " failed" + (wrong > 0 ? ", " + wrong + " wrong" : ""));
        }
        return code;
    }

    private int count(JobTestResult.Status status) {
        return counts.getOrDefault(status, 0);
    }

    private void line(JobTestResult.Status status, Path file, String name, double seconds) {
        counts.merge(status, 1, Integer::sum);
        rows.add(List.of(file.toString(), name, status.toString(), String.valueOf(seconds)));
        var place = file.getFileName() + (name.isEmpty() ? "" : ": " + name + " (" + seconds + " s)");
        show(status.toString().toUpperCase(Locale.ROOT), place);
    }

    private void show(String status, String place) {
        if (options.output() == Console.Output.table) {
            console.show(String.format(Locale.ROOT, "%-6s %s", status, place));
        }
    }

    private void show(List<String> lines) {
        if (options.output() == Console.Output.table) {
            lines.forEach(line -> console.show("  " + line.replace("\n", "\n  ")));
        }
    }

    private void show(JobTestResult.Frame frame) {
        var comparison = frame.comparison();
        if (!comparison.isSame()) {
            show(List.of(frame.name() + ": " + comparison.summary() + " (expected " + frame.expected() + ", got "
                    + Quantity.of(frame.actual(), "row") + ")"));
            var table = comparison.table();
            show(new TextTable(table.subList(0, Math.min(SHOWN + 1, table.size())))
                    .lines()
                    .map(line -> "  " + line)
                    .toList());
            if (table.size() > SHOWN + 1) {
                show(List.of("  … " + (table.size() - SHOWN - 1) + " more; --output json shows all"));
            }
        }
        show(frame.unfit().stream()
                .map(why -> "expected rows of " + frame.name() + " do not fit its columns: " + why)
                .toList());
    }

    private void show(JobTestResult.Faults faults) {
        if (!faults.isSame()) {
            show(List.of("faults: expected " + faults.expected() + ", got " + faults.actual()));
            show(lines("missing", faults.missing()));
            show(lines("refused", faults.unexpected()));
        }
    }

    private static List<String> lines(String what, List<JsonRow> rows) {
        return rows.stream().limit(SHOWN).map(row -> "  " + what + " " + row).toList();
    }
}
