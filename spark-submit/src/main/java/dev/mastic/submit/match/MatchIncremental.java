// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.match;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.type.Type;
import dev.mastic.matching.FindIncrementalMatches;
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

/** Matches new rows with rows that were matched before. */
@Command(
        name = "incremental",
        description =
                "Give new rows the match_id of the existing rows that they are one thing with; no existing id changes.")
final class MatchIncremental extends Verb {
    @Option(
            names = "--existing",
            required = true,
            paramLabel = "PATH|TABLE",
            description = "Rows with a match_id, as match run writes them.")
    private String existing;

    @Option(
            names = "--input",
            required = true,
            paramLabel = "PATH|TABLE",
            description = "New rows, without a match_id.")
    private String input;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FILE",
            description =
                    "Where all rows go, the existing ones first: a file .csv or .csv.gz, or a new folder .parquet.")
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
            var read = MatchInputs.read(
                    new Reading(workspace, spark, "mastic match"), List.of(existing, input), match.id());
            match.source().ifPresent(read::require);
            read.together(match.source());
            var rows = read.aligned();
            var found = new FindIncrementalMatches(
                            match.id(), match.source(), match.columns(), true, tradeoffs, teaching.given())
                    .matched(withIds(rows.get(0)), rows.get(1));
            output.write(found.frame().toDF());
            refused.addAll(found.frame());
            double seconds = (System.nanoTime() - start) / 1e9;
            new MatchReport(List.of(existing, input), to, found.summary(), seconds)
                    .print(console, options().output(Console.Output.json));
            return refused.anyWholeFile() ? ExitCode.FAILED : ExitCode.OK;
        }
    }

    /** The existing rows with their ids as numbers, which a text file has as texts. */
    private DynamicFrame withIds(DynamicFrame rows) {
        var type = rows.schema();
        if (type.field(FindMatches.MATCH_ID).stream().noneMatch(field -> field.type() == Type.Primitive.STRING)) {
            return rows;
        }
        var text = DynamicFrame.column(rows.toDF(), FindMatches.MATCH_ID);
        var wrong = rows.toDF()
                .where(text.isNotNull().and(text.cast("bigint").isNull()))
                .select(text)
                .limit(1)
                .collectAsList();
        if (!wrong.isEmpty()) {
            throw new EtlException("Cannot match " + existing + ": column 'match_id' has '"
                    + wrong.get(0).getString(0) + "' (expected whole numbers, as match run writes them)");
        }
        var fields = type.fields().stream()
                .map(field -> field.name().equals(FindMatches.MATCH_ID)
                        ? new Type.Field(field.name(), Type.Primitive.LONG)
                        : field)
                .toList();
        return rows.derive(new Type.Struct(fields), rows.toDF().withColumn(FindMatches.MATCH_ID, text.cast("bigint")));
    }
}
