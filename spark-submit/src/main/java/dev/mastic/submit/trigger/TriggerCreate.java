// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.trigger;

import dev.mastic.core.Arguments;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.core.failure.UsageException;
import dev.mastic.operations.trigger.Action;
import dev.mastic.operations.trigger.Condition;
import dev.mastic.operations.trigger.JobState;
import dev.mastic.operations.trigger.Predicate;
import dev.mastic.operations.trigger.Schedule;
import dev.mastic.operations.trigger.Trigger;
import dev.mastic.operations.trigger.Triggers;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.run.RunCommand;
import dev.mastic.submit.run.WrittenJob;
import dev.mastic.submit.verb.Verb;
import dev.mastic.submit.verb.Workspace;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps a new trigger. */
@Command(name = "create", description = "Keep a new trigger: by a schedule, after other jobs, or else on demand.")
final class TriggerCreate extends Verb {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,254}");

    @Parameters(index = "0", paramLabel = "NAME", description = "Its name: letters, digits, '_', '-' and '.'.")
    private String name;

    @Option(
            names = "--job",
            paramLabel = "FILE|JAR[#CLASS]",
            required = true,
            description = "A job that it starts; may be repeated.")
    private List<String> jobs;

    @Option(
            names = "--schedule",
            paramLabel = "CRON",
            description = "When it is due: cron(minute hour day month weekday year), as in Glue.")
    private String schedule;

    @Option(
            names = "--time-zone",
            paramLabel = "ZONE",
            description = "Whose clock the schedule goes by, such as Europe/Paris. Default: UTC, as in Glue.")
    private String zone;

    @Option(
            names = "--after",
            paramLabel = "JOB=STATE",
            description = "Fire when a run of this job has ended as SUCCEEDED or FAILED; may be repeated.")
    private List<String> after = List.of();

    @Option(
            names = "--logical",
            paramLabel = "AND|ANY",
            description = "How many of several conditions must hold. Default: AND.")
    private Predicate.Logical logical;

    @Option(names = "--start-on-creation", description = "Activate it at once.")
    private boolean activated;

    @Parameters(index = "1..*", paramLabel = "-- --key value", description = "Arguments of the jobs, after --.")
    private List<String> arguments = new ArrayList<>();

    @Override
    protected ExitCode execute(Console console) {
        if (!NAME.matcher(name).matches()) {
            throw cannot("its name must do for files and run ids (expected letters, digits, '_', '-' and '.')");
        }
        var fires = schedule();
        var predicate = predicate(fires.isPresent());
        if (activated && fires.isEmpty() && predicate.isEmpty()) {
            throw cannot("one that fires on demand is never active; leave out --start-on-creation");
        }
        try (var workspace = openHere()) {
            var actions = jobs.stream().map(job -> action(job, workspace)).toList();
            var trigger = new Trigger(name, fires, predicate, actions);
            workspace.parts().the(Triggers.class).create(trigger, activated, Instant.now());
            console.say("trigger " + name + ": created, " + TriggerJson.fires(trigger) + next(trigger));
            return ExitCode.OK;
        }
    }

    private String next(Trigger trigger) {
        if (trigger.type() == Trigger.Type.ON_DEMAND) {
            return "; fire it by: mastic trigger start " + name;
        }
        return activated ? ", activated" : "; activate it by: mastic trigger activate " + name;
    }

    private Optional<Schedule> schedule() {
        if (schedule == null && zone != null) {
            throw cannot("--time-zone belongs to --schedule");
        } else if (schedule == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Schedule(schedule, ZoneId.of(Optional.ofNullable(zone).orElse("UTC"))));
        } catch (DateTimeException e) {
            throw new UsageException(
                    "Cannot create trigger '" + name + "': no such time zone (got '" + zone
                            + "'; expected a name such as Europe/Paris)",
                    e);
        }
    }

    private Optional<Predicate> predicate(boolean scheduled) {
        if (scheduled && !after.isEmpty()) {
            throw cannot("it fires by a schedule or after jobs, not by both; make two triggers");
        } else if (logical != null && after.size() < 2) {
            throw cannot("--logical is for several --after");
        } else if (after.isEmpty()) {
            return Optional.empty();
        }
        var conditions = after.stream().map(this::condition).toList();
        return Optional.of(new Predicate(Optional.ofNullable(logical).orElse(Predicate.Logical.AND), conditions));
    }

    private Condition condition(String text) {
        int equals = text.lastIndexOf('=');
        var state = text.substring(equals + 1);
        return Arrays.stream(JobState.values())
                .filter(known -> equals > 0 && known.name().equals(state.toUpperCase(Locale.ROOT)))
                .findFirst()
                .map(known -> new Condition(text.substring(0, equals), known))
                .orElseThrow(() -> cannot("what it waits for is not understood (got '" + text
                        + "'; expected JOB=SUCCEEDED or JOB=FAILED)"));
    }

    private Action action(String job, Workspace workspace) {
        var script = whole(job);
        var written = WrittenJob.of(job, List.of(), Arguments.parse(arguments));
        var ofJob = options().project(written.home());
        if (!ofJob.db().equals(workspace.project().db())) {
            throw cannot("the state of job " + job + " is " + ofJob.state() + ", and the trigger would lie in "
                    + workspace.project().state() + "; create it in the folder of the job, or give --db");
        }
        return new Action(RunCommand.planned(written, workspace).job(), script, arguments);
    }

    /** Whoever starts it later may be in another folder. */
    private String whole(String job) {
        int hash = job.indexOf('#');
        if (hash == 0) {
            throw cannot("a class without a jar is found by this process only (got " + job
                    + "; expected a job file, or JAR#CLASS)");
        }
        var file = Path.of(hash < 0 ? job : job.substring(0, hash))
                .toAbsolutePath()
                .normalize();
        return hash < 0 ? file.toString() : file + job.substring(hash);
    }

    private UsageException cannot(String why) {
        return new UsageException("Cannot create trigger '" + name + "': " + why);
    }
}
