// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.match;

import dev.mastic.core.failure.ExitCode;
import dev.mastic.matching.FindMatches;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.query.Reading;
import dev.mastic.submit.query.RefusedRows;
import dev.mastic.submit.verb.Sessions;
import dev.mastic.submit.verb.Verb;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Matches all rows. */
@Command(name = "run", description = "Give rows that are one thing one match_id.")
final class MatchRun extends Verb {
    @Option(
            names = "--input",
            required = true,
            paramLabel = "PATH|TABLE",
            description =
                    "The rows: a path that exists, else database.table. Given several times, each is a source of its"
                            + " own, and only rows of different sources match.")
    private List<String> inputs;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FILE",
            description = "Where rows go with their match_id: a file .csv or .csv.gz, or a new folder .parquet.")
    private String to;

    @Mixin
    private MatchOptions match = new MatchOptions();

    @Mixin
    private TeachingOptions teaching = new TeachingOptions();

    @Override
    protected ExitCode execute(Console console) {
        var tradeoffs = match.tradeoffs();
        var output = new MatchOutput(to);
        long start = System.nanoTime();
        try (var workspace = openHere();
                var refused = new RefusedRows(match.faults(), console)) {
            var spark = Sessions.lazy("mastic match", workspace.project(), options());
            var all = MatchInputs.read(new Reading(workspace, spark, "mastic match"), inputs, match.id())
                    .sourced(match.source());
            var found = new FindMatches(match.id(), all.source(), match.columns(), true, tradeoffs, teaching.given())
                    .matched(all.rows());
            output.write(all.shown(found.frame().toDF()));
            refused.addAll(found.frame());
            double seconds = (System.nanoTime() - start) / 1e9;
            new MatchReport(inputs, to, found.summary(), seconds)
                    .print(console, options().output(Console.Output.json));
            return refused.anyWholeFile() ? ExitCode.FAILED : ExitCode.OK;
        }
    }
}
