// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import static j2html.TagCreator.code;
import static j2html.TagCreator.div;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.join;
import static j2html.TagCreator.p;
import static j2html.TagCreator.text;

import dev.mastic.catalog.server.run.JobRunKeys;
import dev.mastic.catalog.server.run.KeptRun;
import dev.mastic.core.catalog.CatalogObject;
import dev.mastic.core.catalog.CatalogObjects;
import dev.mastic.core.catalog.ObjectKey.Owner;
import dev.mastic.core.catalog.ObjectKind;
import dev.mastic.core.catalog.PageRequest;
import j2html.tags.DomContent;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.glue.model.JobRun;

/** The newest runs that clients of Glue have started here, also those that go on, or never began. */
record JobRunLines(List<JobRun> runs) {
    private static final int MOST_JOBS = 200;
    private static final int MOST_OF_A_JOB = 5;
    private static final int SHOWN = 20;

    /** Those of a job, or of all jobs. */
    static JobRunLines of(CatalogObjects objects, Optional<String> job) {
        var jobs = job.map(List::of)
                .orElseGet(() ->
                        objects.page(ObjectKind.JOB, Owner.NOTHING, "", PageRequest.first(MOST_JOBS)).items().stream()
                                .map(object -> object.key().name())
                                .toList());
        int each = job.isPresent() ? SHOWN : MOST_OF_A_JOB;
        return new JobRunLines(jobs.stream()
                .flatMap(name -> newest(objects, name, each))
                .map(object -> KeptRun.read(object.json()).run())
                .sorted(Comparator.comparing(JobRun::startedOn).reversed())
                .limit(SHOWN)
                .toList());
    }

    private static Stream<CatalogObject> newest(CatalogObjects objects, String job, int most) {
        return objects
                .page(ObjectKind.JOB_RUN, Owner.NOTHING, JobRunKeys.prefix(job), PageRequest.first(most))
                .items()
                .stream();
    }

    /** Nothing where there are none. */
    DomContent html() {
        if (runs.isEmpty()) {
            return text("");
        }
        var grid = new Grid("Started through this catalog")
                .column("Run")
                .column("Job")
                .column("State")
                .column("Started")
                .numbers("Took");
        runs.forEach(run -> grid.row(
                name(run),
                text(run.jobName()),
                RunRows.status(run.jobRunState().toString()),
                Shown.moment(run.startedOn()),
                text(Shown.duration(took(run)))));
        return join(
                h2("Started through this catalog"),
                grid.html(),
                p("The newest of Glue's job runs; a run of mastic run stands in the list of all runs when it has ended.")
                        .withClass("note"));
    }

    /** Its id, which attempt it is and, if it failed, why. */
    private static DomContent name(JobRun run) {
        var retry = run.attempt() > 0 ? div("attempt " + run.attempt() + " after " + run.previousRunId()) : text("");
        var error = run.errorMessage() == null
                ? text("")
                : div(Secrets.shown(run.errorMessage())).withClass("note");
        return join(code(run.id()), retry, error);
    }

    private static Duration took(JobRun run) {
        return Duration.between(
                run.startedOn(), Optional.ofNullable(run.completedOn()).orElseGet(Instant::now));
    }
}
