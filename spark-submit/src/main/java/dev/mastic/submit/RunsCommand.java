// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mastic.core.bookmark.RunHistory;
import dev.mastic.core.bookmark.RunRecord;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at what runs did. */
@Command(
        name = "runs",
        mixinStandardHelpOptions = true,
        description = "Look at what runs did.",
        subcommands = {RunsCommand.ListAll.class, RunsCommand.Show.class})
final class RunsCommand extends Group {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Command(name = "list", description = "The newest runs.")
    static final class ListAll extends Verb {
        @Option(names = "--job", paramLabel = "JOB", description = "Only the runs of this job.")
        private String job;

        @Option(names = "--limit", paramLabel = "N", description = "At most so many. Default: ${DEFAULT-VALUE}.")
        private int limit = 20;

        @Override
        ExitCode execute(Console console) {
            try (var workspace = openHere()) {
                var runs = workspace.parts().the(RunHistory.class).list(Optional.ofNullable(job), limit);
                if (options().output() == CommonOptions.Output.json) {
                    var document = JSON.createObjectNode();
                    var array = document.putArray("runs");
                    runs.forEach(run -> array.add(report(run)));
                    console.print(document);
                } else {
                    print(options(), console, runs);
                }
                return ExitCode.OK;
            }
        }
    }

    @Command(name = "show", description = "One run with all its counts.")
    static final class Show extends Verb {
        @Parameters(paramLabel = "RUN", description = "A run id.")
        private String run;

        @Override
        ExitCode execute(Console console) {
            try (var workspace = openHere()) {
                var history = workspace.parts().the(RunHistory.class);
                var known = history.find(run);
                if (known.isEmpty()) {
                    var ids = history.list(Optional.empty(), 100).stream()
                            .map(RunRecord::runId)
                            .toList();
                    throw new UsageException("No such run: '" + run + "' " + Suggestion.among(run, ids));
                }
                if (options().output() == CommonOptions.Output.json) {
                    console.print(report(known.get()));
                } else {
                    RunText.print(console, report(known.get()));
                }
                return ExitCode.OK;
            }
        }
    }

    private static void print(CommonOptions options, Console console, List<RunRecord> runs) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("run", "job", "status", "exit", "started", "seconds"));
        runs.forEach(r -> rows.add(List.of(
                r.runId(),
                r.job(),
                r.status(),
                String.valueOf(r.exitCode()),
                r.started().toString(),
                String.valueOf(r.seconds()))));
        if (options.output() == CommonOptions.Output.csv) {
            console.csv(rows);
        } else {
            console.table(rows);
        }
    }

    private static JsonNode report(RunRecord run) {
        try {
            return JSON.readTree(run.report());
        } catch (JsonProcessingException e) {
            throw new EtlException("Cannot read the report of run " + run.runId() + ": " + e.getOriginalMessage(), e);
        }
    }
}
