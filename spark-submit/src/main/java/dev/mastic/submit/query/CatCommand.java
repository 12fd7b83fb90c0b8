// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.verb.Sessions;
import dev.mastic.submit.verb.Verb;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Prints the rows of files or tables. */
@Command(name = "cat", description = "Print the rows of files or tables, as NDJSON.")
public final class CatCommand extends Verb {
    @Parameters(arity = "1..*", paramLabel = "PATH|TABLE", description = "A path that exists, else database.table.")
    private List<String> targets;

    @Mixin
    private FileOptions files = new FileOptions();

    @Mixin
    private RowOptions rows = new RowOptions();

    @Override
    protected ExitCode execute(Console console) {
        int left = rows.limit();
        try (var workspace = openHere();
                var refused = rows.refusedRows(console)) {
            var reading =
                    new Reading(workspace, Sessions.lazy("mastic cat", workspace.project(), options()), "mastic cat");
            var printer = new RowPrinter(console, options().output(Console.Output.json));
            boolean unreadable = false;
            for (var target : targets) {
                var frame = reading.read(target, files.settings());
                int printed = printer.print(RowOptions.limited(frame.toDF(), left));
                left -= left == Integer.MAX_VALUE ? 0 : printed;
                refused.addAll(frame);
                // without a row that can be read there are no columns
                if (printed == 0 && frame.schema().fields().isEmpty()) {
                    unreadable = true;
                    sayWhy(console, target, refused);
                }
            }
            return unreadable || refused.anyWholeFile() ? ExitCode.FAILED : ExitCode.OK;
        }
    }

    /** What was refused has said why by itself. */
    private void sayWhy(Console console, String target, RefusedRows refused) {
        if (!refused.any()) {
            var options = files.givenOptions();
            console.warn("Cannot read " + target + ": it has no rows with columns"
                    + (options.isEmpty() ? "" : " (got " + options + "): mend the options, or leave them out"));
        }
    }

    /** Rows, one a line: none is the right document of a failure. */
    @Override
    protected Optional<ObjectNode> failure(ExitCode code, String message) {
        return Optional.empty();
    }
}
