// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.bookmark.JournalLine;
import dev.mastic.core.bookmark.RunHistory;
import dev.mastic.core.bookmark.RunRecord;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.verb.CommonOptions;
import dev.mastic.submit.verb.Group;
import dev.mastic.submit.verb.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What runs did. */
@Command(
        name = "runs",
        mixinStandardHelpOptions = true,
        description = "Look at what runs did, and end those that cannot.",
        subcommands = {RunsCommand.ListAll.class, RunsCommand.Show.class, RunsDiscard.class})
public final class RunsCommand extends Group {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Command(name = "list", description = "The newest runs, and those that have not ended.")
    static final class ListAll extends Verb {
        @Option(names = "--job", paramLabel = "JOB", description = "Only the runs of this job.")
        private String job;

        @Option(names = "--limit", paramLabel = "N", description = "At most so many. Default: ${DEFAULT-VALUE}.")
        private int limit = 20;

        @Override
        protected ExitCode execute(Console console) {
            try (var workspace = openHere()) {
                var known = workspace.parts().the(RunHistory.class).list(Optional.ofNullable(job), limit);
                var unfinished = workspace.parts().the(BookmarkStore.class).administration().unfinished().stream()
                        .filter(line -> job == null || job.equals(line.run().job()))
                        .toList();
                if (options().output() == Console.Output.json) {
                    var document = JSON.createObjectNode();
                    var array = document.putArray("runs");
                    unfinished.forEach(line -> array.add(RunStory.report(line)));
                    known.forEach(run -> array.add(report(run)));
                    console.print(document);
                } else {
                    print(options(), console, known, unfinished);
                }
                return ExitCode.OK;
            }
        }
    }

    @Command(name = "show", description = "One run with all its counts, and its story.")
    static final class Show extends Verb {
        @Parameters(paramLabel = "RUN", description = "A run id.")
        private String run;

        @Override
        protected ExitCode execute(Console console) {
            try (var workspace = openHere()) {
                var history = workspace.parts().the(RunHistory.class);
                var store = workspace.parts().the(BookmarkStore.class);
                var known = history.find(run);
                var attempts = store.administration().attempts(run).stream()
                        .filter(line -> known.isEmpty()
                                || line.run().job().equals(known.get().job()))
                        .toList();
                if (known.isEmpty() && attempts.isEmpty()) {
                    throw new UsageException(
                            "No such run: '" + run + "' " + Suggestion.among(run, ids(history, store)));
                }
                var report = known.map(RunsCommand::report)
                        .orElseGet(() -> RunStory.report(attempts.get(attempts.size() - 1)));
                var story = RunStory.of(store, attempts);
                if (options().output() == Console.Output.json) {
                    report.set("story", story.node());
                    console.print(report);
                } else {
                    RunText.print(console, report);
                    story.print(console);
                }
                return ExitCode.OK;
            }
        }
    }

    private static List<String> ids(RunHistory history, BookmarkStore store) {
        var known = history.list(Optional.empty(), 100).stream().map(RunRecord::runId);
        var unfinished = store.administration().unfinished().stream()
                .map(line -> line.run().runId());
        return Stream.concat(known, unfinished).toList();
    }

    private static void print(
            CommonOptions options, Console console, List<RunRecord> runs, List<JournalLine> unfinished) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("run", "job", "status", "exit", "started", "seconds"));
        unfinished.forEach(line -> rows.add(List.of(
                line.run().runId(),
                line.run().job(),
                "unfinished (" + line.phase().name().toLowerCase(Locale.ROOT) + ")",
                "",
                line.planned().toString(),
                "")));
        runs.forEach(r -> rows.add(List.of(
                r.runId(),
                r.job(),
                r.status(),
                String.valueOf(r.exitCode()),
                r.started().toString(),
                String.valueOf(r.seconds()))));
        if (options.output() == Console.Output.csv) {
            console.csv(rows);
        } else {
            console.table(rows);
        }
    }

    private static ObjectNode report(RunRecord run) {
        try {
            return (ObjectNode) JSON.readTree(run.report());
        } catch (JsonProcessingException e) {
            throw new EtlException("Cannot read the report of run " + run.runId() + ": " + e.getOriginalMessage(), e);
        }
    }
}
