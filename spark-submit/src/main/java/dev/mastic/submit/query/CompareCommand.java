// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.query;

import dev.mastic.core.failure.ExitCode;
import dev.mastic.core.failure.UsageException;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.query.TableComparison.Differences;
import dev.mastic.submit.verb.Sessions;
import dev.mastic.submit.verb.Verb;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two places or tables row by row. */
@Command(
        name = "compare",
        description =
                "Say which rows of A are missing in B, which are extra in B, and which differ; exit with 1 if any.")
public final class CompareCommand extends Verb {
    @Parameters(
            index = "0",
            paramLabel = "A",
            description = "What is expected: a path that exists, else database.table.")
    private String expected;

    @Parameters(index = "1", paramLabel = "B", description = "What is there: a path that exists, else database.table.")
    private String actual;

    @Option(
            names = "--keys",
            paramLabel = "COLUMN[,COLUMN]",
            split = ",",
            description = "The columns by which rows belong together. Default: whole rows are compared.")
    private List<String> keys = new ArrayList<>();

    @Option(names = "--limit", paramLabel = "N", description = "At most so many examples. Default: ${DEFAULT-VALUE}.")
    private int limit = 10;

    @Option(
            names = "--faults",
            paramLabel = "FILE",
            description = "Where rows go that cannot be read, and so not be compared, as NDJSON.")
    private Path faults;

    @Override
    protected ExitCode execute(Console console) {
        if (limit < 0) {
            throw new UsageException("Cannot print " + limit + " examples (--limit expects 0 or more)");
        }
        try (var workspace = openHere();
                var refused = new RefusedRows(Optional.ofNullable(faults), console)) {
            var spark = Sessions.lazy("mastic compare", workspace.project(), options());
            var reading = new Reading(workspace, spark, "mastic compare");
            var a = reading.read(expected);
            var b = reading.read(actual);
            var differences = TableComparison.of(a.toDF(), b.toDF(), keys).differences(limit);
            print(console, differences);
            refused.addAll(a);
            refused.addAll(b);
            return differences.none() && !refused.any() ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private void print(Console console, Differences found) {
        switch (options().output()) {
            case json -> console.print(found.node());
            case csv -> console.csv(rows(found));
            case table -> {
                console.show(
                        found.none()
                                ? "no differences"
                                : Console.count(found.missing()) + " missing, " + Console.count(found.extra())
                                        + " extra, " + Console.count(found.different()) + " different");
                if (!found.none()) {
                    console.table(rows(found));
                    found.examples().forEach(example -> console.show("  " + example));
                }
                found.notes().forEach(console::show);
            }
        }
    }

    private static List<List<String>> rows(Differences found) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("", "column", "rows"));
        rows.add(List.of("missing", "", String.valueOf(found.missing())));
        rows.add(List.of("extra", "", String.valueOf(found.extra())));
        found.columns().forEach((column, rowCount) -> rows.add(List.of("different", column, String.valueOf(rowCount))));
        return rows;
    }
}
