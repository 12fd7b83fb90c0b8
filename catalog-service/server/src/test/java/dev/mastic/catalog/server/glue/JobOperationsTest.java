// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.model.Job;
import software.amazon.awssdk.services.glue.model.JobRunState;

/** What a server without a distribution knows of jobs; that they run is tested with the distribution. */
class JobOperationsTest extends GlueTest {
    @BeforeEach
    void forgetJobs() {
        glue.listJobs(r -> {}).jobNames().forEach(name -> glue.deleteJob(r -> r.jobName(name)));
    }

    private static void create(String name) {
        glue.createJob(r -> r.name(name)
                .role("any")
                .command(c -> c.name("glueetl").scriptLocation("/jobs/history.conf"))
                .defaultArguments(Map.of("--day", "1"))
                .executionProperty(e -> e.maxConcurrentRuns(2))
                .tags(Map.of("team", "red")));
    }

    @Test
    void areKeptAndReplaced() {
        create("one");
        var job = glue.getJob(r -> r.jobName("one")).job();
        assertThat(job.command().scriptLocation()).isEqualTo("/jobs/history.conf");
        assertThat(job.role()).isEqualTo("any");
        assertThat(job.defaultArguments()).isEqualTo(Map.of("--day", "1"));
        assertThat(job.createdOn()).isNotNull();
        assertRefused("AlreadyExistsException", () -> create("one"));
        glue.updateJob(r -> r.jobName("one").jobUpdate(u -> u.command(c -> c.scriptLocation("/jobs/other.jar#a.B"))
                .role("r")));
        assertThat(glue.getJob(r -> r.jobName("one")).job().defaultArguments()).isEmpty();
        assertThat(glue.listJobs(r -> r.tags(Map.of("team", "red"))).jobNames()).containsExactly("one");
        assertThat(glue.batchGetJobs(r -> r.jobNames("one", "none")).jobsNotFound())
                .containsExactly("none");
        glue.deleteJob(r -> r.jobName("one"));
        assertRefused("EntityNotFoundException", () -> glue.getJob(r -> r.jobName("one")));
        glue.deleteJob(r -> r.jobName("one"));
    }

    /** As {@code aws glue get-jobs} prints it. */
    private static String printed(String name, String script) {
        return """
                {"Jobs": [{"Name": "%s", "Role": "any", "CreatedOn": "2024-03-01T10:20:30.123000+00:00",
                  "LastModifiedOn": 1709288430.5, "Command": {"Name": "glueetl", "ScriptLocation": "%s"},
                  "DefaultArguments": {"--day": "1"}, "ExecutionProperty": {"MaxConcurrentRuns": 2}}]}
                """.formatted(name, script);
    }

    @Test
    void anImportedJobIsReadReplacedAndStartedAsOneThatWasCreated(@TempDir Path folder) throws IOException {
        create("one");
        Files.writeString(folder.resolve("jobs.json"), printed("two", "/jobs/history.conf"));
        server.take(folder);
        var created = glue.getJob(r -> r.jobName("one")).job();
        var imported = glue.getJob(r -> r.jobName("two")).job();
        assertThat(imported)
                .isEqualTo(created.toBuilder()
                        .name("two")
                        .createdOn(imported.createdOn())
                        .lastModifiedOn(imported.lastModifiedOn())
                        .build());
        assertThat(glue.getJobs(r -> {}).jobs()).extracting(Job::name).containsExactly("one", "two");
        assertRefused("InvalidInputException", () -> glue.startJobRun(r -> r.jobName("two")))
                .contains("not started by bin/mastic");

        glue.updateJob(r -> r.jobName("two").jobUpdate(u -> u.role("other").command(created.command())));
        assertThat(glue.getJob(r -> r.jobName("two")).job().role()).isEqualTo("other");
        server.take(folder);
        assertThat(glue.getJob(r -> r.jobName("two")).job().role()).isEqualTo("any");
    }

    @Test
    void anImportedScriptOfAnotherPlaceIsKeptButNotStarted(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("jobs.json"), printed("away", "s3://bucket/job.py"));
        server.take(folder);
        assertThat(glue.getJob(r -> r.jobName("away")).job().command().scriptLocation())
                .isEqualTo("s3://bucket/job.py");
        assertRefused("InvalidInputException", () -> glue.startJobRun(r -> r.jobName("away")))
                .contains("s3://bucket/job.py");
    }

    @Test
    void whatCannotBeRunIsRefused() {
        for (var script : new String[] {"s3://bucket/job.py", "/jobs/job.py", "job.conf"}) {
            assertRefused(
                            "InvalidInputException",
                            () -> glue.createJob(r -> r.name("x").role("r").command(c -> c.scriptLocation(script))))
                    .contains(script);
        }
        assertRefused("EntityNotFoundException", () -> glue.startJobRun(r -> r.jobName("none")));
    }

    @Test
    void retriesAreKeptWithinGluesBounds() {
        glue.createJob(r -> r.name("again").role("r").maxRetries(3).command(c -> c.scriptLocation("/jobs/a.conf")));
        assertThat(glue.getJob(r -> r.jobName("again")).job().maxRetries()).isEqualTo(3);
        assertRefused(
                        "InvalidInputException",
                        () -> glue.updateJob(r -> r.jobName("again")
                                .jobUpdate(u -> u.maxRetries(11).command(c -> c.scriptLocation("/jobs/a.conf")))))
                .contains("got 11; expected 0 to 10");
    }

    @Test
    void aRunThatDoesNotStartHasFailed() {
        create("one");
        assertRefused("InvalidInputException", () -> glue.startJobRun(r -> r.jobName("one")))
                .contains("not started by bin/mastic");
        var run = glue.getJobRuns(r -> r.jobName("one")).jobRuns().get(0);
        assertThat(run.jobRunState()).isEqualTo(JobRunState.FAILED);
        assertThat(run.arguments()).isEqualTo(Map.of("--day", "1"));
        assertThat(glue.getJobRun(r -> r.jobName("one").runId(run.id())).jobRun())
                .isEqualTo(run);
        var stopped = glue.batchStopJobRun(r -> r.jobName("one").jobRunIds(run.id(), "jr_none"));
        assertThat(stopped.errors())
                .extracting(e -> e.errorDetail().errorCode())
                .containsExactly("InvalidStateException", "EntityNotFoundException");
    }
}
