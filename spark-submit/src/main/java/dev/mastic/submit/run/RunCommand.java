// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.core.Arguments;
import dev.mastic.core.config.Problems;
import dev.mastic.core.config.Project;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.core.type.TypeString;
import dev.mastic.engine.DryRun;
import dev.mastic.engine.GateReport;
import dev.mastic.engine.JobPlan;
import dev.mastic.engine.JobRunner;
import dev.mastic.engine.OnLocked;
import dev.mastic.engine.QualityException;
import dev.mastic.engine.RunAttempt;
import dev.mastic.engine.RunIds;
import dev.mastic.engine.RunOptions;
import dev.mastic.engine.RunReport;
import dev.mastic.engine.RunReportJson;
import dev.mastic.operations.notification.Event;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.console.ProblemsJson;
import dev.mastic.submit.verb.Failures;
import dev.mastic.submit.verb.Sessions;
import dev.mastic.submit.verb.Termination;
import dev.mastic.submit.verb.TimeLength;
import dev.mastic.submit.verb.Verb;
import dev.mastic.submit.verb.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a job on what is new. */
@Command(name = "run", description = "Run a job on what is new.")
public final class RunCommand extends Verb {
    @Parameters(index = "0", paramLabel = "FILE|JAR[#CLASS]", description = "A job file, a jar with a job, or #CLASS.")
    private String job;

    @Option(names = "--run-id", paramLabel = "ID", description = "The identity of this run, from the scheduler.")
    private String runId;

    /** The name of the job, once it is known. */
    private String planned;

    /** What rules said of the rows, where they stopped the run. */
    private List<GateReport> stopped = List.of();

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Overrides a setting of the job file.")
    private List<String> set = new ArrayList<>();

    @Mixin
    private final BookmarkOptions bookmarks = new BookmarkOptions();

    @Option(
            names = "--on-locked",
            paramLabel = "wait|skip|fail",
            description = "What to do while another run of the job is alive. Default: fail, with exit code 5.")
    private OnLocked onLocked = OnLocked.FAIL;

    @Option(
            names = "--lease",
            paramLabel = "TIME",
            converter = TimeLength.class,
            description = "How long others wait for a run that gives no sign of life. Default: ${DEFAULT-VALUE}.",
            defaultValue = "2m")
    private Duration lease;

    @Mixin
    private final RetryOptions retry = new RetryOptions();

    /** What surrounds the run, once it has begun. */
    private Optional<CaredRun> cared = Optional.empty();

    @Option(
            names = "--dry-run",
            description =
                    "Say what a run would read and write, and write nothing. Nothing is retried, and nobody notified.")
    private boolean dryRun;

    @Option(names = "--fail-on-empty", description = "Exit with 4 when there is nothing new.")
    private boolean failOnEmpty;

    @Parameters(index = "1..*", paramLabel = "-- --key value", description = "Arguments of the job, after --.")
    private List<String> arguments = new ArrayList<>();

    @Override
    protected ExitCode execute(Console console) {
        var written = WrittenJob.of(job, set, Arguments.parse(arguments));
        var project = options().project(written.home());
        return Termination.waitsFor(stopping -> execute(console, written, project, stopping));
    }

    private ExitCode execute(Console console, WrittenJob written, Project project, BooleanSupplier stopping) {
        var care = RunCare.of(project);
        var run = new CaredRun(console, care, stopping);
        cared = Optional.of(run);
        try (var workspace = Workspace.open(project, "job")) {
            console.say("state: " + project.state() + (workspace.isNew() ? " (new)" : ""));
            var asked = asked(project, stopping);
            var plan = plan(written, workspace);
            run.with(care(care, plan));
            var runner = new JobRunner(workspace.parts(), Sessions.lazy("mastic " + job, project, options()));
            return dryRun
                    ? print(console, runner.dryRun(plan, asked))
                    : run(
                            console,
                            run,
                            attempt -> report(
                                    runner,
                                    attempt.number() == 1 ? plan : plan(written, workspace),
                                    asked.attempt(attempt)));
        } catch (RuntimeException | Error e) {
            if (!dryRun) {
                run.tell(
                        Event.FAILED,
                        failed(Failures.code(e), Failures.message(e, options().debug())));
            }
            throw e;
        }
    }

    private RunCare care(RunCare ofProject, JobPlan plan) {
        var problems = new Problems();
        var care = ofProject.of(plan, retry.over(plan.operations().retry()), problems);
        problems.throwIfAny("the job");
        return care;
    }

    private RunOptions asked(Project project, BooleanSupplier stopping) {
        runId = Optional.ofNullable(runId).orElseGet(RunIds::next);
        return RunOptions.of(runId, project.state())
                .lease(lease)
                .onLocked(onLocked)
                .input(bookmarks.input())
                .stopping(stopping);
    }

    private ExitCode run(Console console, CaredRun run, Function<RunAttempt, RunReport> work) {
        var report = run.run(work, attempt -> failed(attempt.exitCode(), attempt.message()));
        var code = code(report);
        var document = RunReportJson.node(report).put("exitCode", code.number());
        run.tell(Event.of(report.status()), document);
        print(console, run.fill(document));
        return code;
    }

    private ExitCode print(Console console, DryRun done) {
        var code = code(done.report());
        print(console, document(done).put("exitCode", code.number()));
        done.notes().forEach(note -> console.say("note: " + note));
        return code;
    }

    private RunReport report(JobRunner runner, JobPlan plan, RunOptions asked) {
        try {
            return runner.run(plan, asked);
        } catch (QualityException e) {
            stopped = e.gates();
            throw e;
        }
    }

    private ExitCode code(RunReport report) {
        boolean empty = report.status() == RunReport.Status.NOTHING_NEW && failOnEmpty;
        return empty ? ExitCode.NOTHING_NEW : report.status().exitCode();
    }

    private ObjectNode failed(ExitCode code, String message) {
        var document = RunReportJson.failureNode(planned, runId, code, message);
        if (!stopped.isEmpty()) {
            document.set("quality", RunReportJson.quality(stopped));
        }
        return document;
    }

    private static ObjectNode document(DryRun asked) {
        var document = RunReportJson.node(asked.report());
        var schemas = document.putObject("schemas");
        asked.schemas().forEach((frame, type) -> schemas.put(frame, TypeString.print(type)));
        ProblemsJson.fill(document.putArray("notes"), asked.notes());
        return document;
    }

    @Override
    protected Optional<ObjectNode> failure(ExitCode code, String message) {
        var document = failed(code, message);
        return Optional.of(cared.map(run -> run.fill(document)).orElse(document));
    }

    private JobPlan plan(WrittenJob written, Workspace workspace) {
        var plan = planned(written, workspace);
        planned = plan.job();
        return bookmarks.use().map(plan::bookmarks).orElse(plan);
    }

    /** The plan of a written job, or all its problems at once. */
    public static JobPlan planned(WrittenJob written, Workspace workspace) {
        var problems = new Problems();
        var plan = written.plan(workspace.parts(), problems);
        problems.throwIfAny("the job");
        return plan.orElseThrow();
    }

    private void print(Console console, ObjectNode document) {
        switch (options().output()) {
            case json -> console.print(document);
            case csv -> console.csv(RunText.sinks(document));
            case table -> RunText.print(console, document);
        }
    }
}
