// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.engine.RunDiscard;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.console.TableJson;
import dev.mastic.submit.verb.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends a run by hand whose target does not take its part. */
@Command(
        name = "discard",
        description = "Take a staged run back that cannot be committed, or give up the part of one sink.")
final class RunsDiscard extends Verb {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Parameters(paramLabel = "RUN", description = "The id of a run that has not ended.")
    private String run;

    @Option(names = "--job", paramLabel = "JOB", description = "Its job, where runs of several jobs have this id.")
    private String job;

    @Option(
            names = "--sink",
            paramLabel = "SINK",
            description = "Only the part of this sink: the run ends without it, and what it has read is not new again.")
    private String sink;

    @Option(names = "--dry-run", description = "Say what would become of each output, and change nothing.")
    private boolean dryRun;

    @Override
    protected ExitCode execute(Console console) {
        try (var workspace = openHere()) {
            var discard = RunDiscard.of(workspace.parts(), run, Optional.ofNullable(job), Optional.ofNullable(sink));
            var parts = dryRun ? discard.rehearse() : discard.run();
            switch (options().output()) {
                case json -> console.print(document(discard.job(), parts));
                case csv -> console.csv(rows(parts));
                case table -> {
                    console.show(discard.job() + ": run " + run + (dryRun ? " would be" : "") + " discarded"
                            + (sink == null ? "" : " in sink " + sink) + (dryRun ? " (a dry run)" : ""));
                    console.table(rows(parts));
                }
            }
            console.say("note: " + note());
            return ExitCode.OK;
        }
    }

    private String note() {
        return sink == null
                ? "the next run reads again what it has read"
                : "its bookmarks move; where sinks can replace rows, mastic run JOB_FILE --redo " + run
                        + " writes all of it again";
    }

    private ObjectNode document(String ofJob, List<RunDiscard.Part> parts) {
        var document =
                JSON.createObjectNode().put("job", ofJob).put("runId", run).put("dryRun", dryRun);
        document.set("sinks", TableJson.array(parts, part -> JSON.createObjectNode()
                .put("name", part.sink())
                .put("was", part.was())
                .put("becomes", part.becomes())));
        document.putArray("notes").add(note());
        return document;
    }

    private static List<List<String>> rows(List<RunDiscard.Part> parts) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("sink", "was", "becomes"));
        parts.forEach(part -> rows.add(List.of(part.sink(), part.was(), part.becomes())));
        return rows;
    }
}
