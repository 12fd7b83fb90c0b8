// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.trigger;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.operations.trigger.TriggeredRun;
import dev.mastic.operations.trigger.Triggers;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.console.TableJson;
import dev.mastic.submit.cron.CronLogs;
import dev.mastic.submit.verb.CommonOptions;
import dev.mastic.submit.verb.Launcher;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs of triggers, as processes of their own. */
final class StartedRuns {
    private final Triggers triggers;
    private final String db;
    private final StartOptions how;
    private final List<Started> started = new ArrayList<>();

    private record Started(TriggeredRun run, Process process, Path log) {}

    StartedRuns(Triggers triggers, String db, StartOptions how) {
        this.triggers = triggers;
        this.db = db;
        this.how = how;
    }

    /** Starts them all, side by side. */
    void start(Launcher launcher, List<TriggeredRun> runs) {
        for (var run : runs) {
            var logs = new CronLogs(how.log(), run.trigger());
            logs.makeFolder();
            var log = logs.next(Instant.now(), how.keep(), Optional.empty());
            started.add(new Started(run, launcher.start(words(run), Map.of("MASTIC_DB", db), log), log));
            triggers.started(run);
        }
    }

    private List<String> words(TriggeredRun run) {
        var words = new ArrayList<>(List.of("run", run.action().script(), "--run-id", run.runId()));
        if (!run.action().arguments().isEmpty()) {
            words.add("--");
            words.addAll(run.action().arguments());
        }
        return words;
    }

    /** Waits where that is asked for, and prints what there is to tell. */
    ExitCode tell(Console console, CommonOptions options) {
        if (how.waits()) {
            started.forEach(StartedRuns::await);
        }
        if (options.output() == Console.Output.json) {
            var document = new ObjectMapper().createObjectNode();
            document.set("runs", TableJson.array(started, this::node));
            console.print(document);
        } else if (!started.isEmpty()) {
            console.rows(options.output(), rows());
        }
        var failed = started.stream()
                .filter(run -> code(run).filter(code -> code != 0).isPresent())
                .toList();
        failed.forEach(run -> console.warn(
                "run " + run.run().runId() + " of job '" + run.run().action().job() + "' ended with exit code "
                        + code(run).orElseThrow() + "; its log is " + run.log()));
        return failed.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    private static void await(Started run) {
        try {
            run.process().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EtlException("Cannot wait for run " + run.run().runId() + ": the thread was interrupted", e);
        }
    }

    private Optional<Integer> code(Started run) {
        return how.waits() ? Optional.of(run.process().exitValue()) : Optional.empty();
    }

    private ObjectNode node(Started run) {
        return new ObjectMapper()
                .createObjectNode()
                .put("trigger", run.run().trigger())
                .put("runId", run.run().runId())
                .put("job", run.run().action().job())
                .put("due", run.run().due().toString())
                .put("log", run.log().toString())
                .put("exitCode", code(run).orElse(null));
    }

    private List<List<String>> rows() {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("trigger", "run", "job", "due", "exit"));
        started.forEach(run -> rows.add(List.of(
                run.run().trigger(),
                run.run().runId(),
                run.run().action().job(),
                run.run().due().toString(),
                code(run).map(String::valueOf).orElse(""))));
        return rows;
    }
}
