// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.catalog.server.run.AllowedScripts;
import dev.mastic.catalog.server.run.JobRunKeys;
import dev.mastic.catalog.server.run.JobRuns;
import dev.mastic.catalog.server.run.KeptRun;
import dev.mastic.catalog.server.wire.AwsError;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.ObjectKey;
import dev.mastic.core.catalog.ObjectKind;
import dev.mastic.core.catalog.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.glue.model.BatchStopJobRunError;
import software.amazon.awssdk.services.glue.model.BatchStopJobRunRequest;
import software.amazon.awssdk.services.glue.model.BatchStopJobRunResponse;
import software.amazon.awssdk.services.glue.model.BatchStopJobRunSuccessfulSubmission;
import software.amazon.awssdk.services.glue.model.ExecutionProperty;
import software.amazon.awssdk.services.glue.model.GetJobRunRequest;
import software.amazon.awssdk.services.glue.model.GetJobRunResponse;
import software.amazon.awssdk.services.glue.model.GetJobRunsRequest;
import software.amazon.awssdk.services.glue.model.GetJobRunsResponse;
import software.amazon.awssdk.services.glue.model.Job;
import software.amazon.awssdk.services.glue.model.JobRun;
import software.amazon.awssdk.services.glue.model.JobRunState;
import software.amazon.awssdk.services.glue.model.StartJobRunRequest;
import software.amazon.awssdk.services.glue.model.StartJobRunResponse;

/** Runs of jobs, newest first. */
record JobRunOperations(Catalog catalog, JobRuns runs, AllowedScripts allowed, Pages pages) {
    private static final int MOST = 200;
    private static final int CHUNK = 1000;
    private static final int TIMEOUT_MINUTES = 2880;

    void addTo(Operations operations) {
        operations
                .add("StartJobRun", StartJobRunRequest::builder, this::start)
                .add("GetJobRun", GetJobRunRequest::builder, this::get)
                .add("GetJobRuns", GetJobRunsRequest::builder, this::list)
                .add("BatchStopJobRun", BatchStopJobRunRequest::builder, this::stop);
    }

    private Job job(String name) {
        return JobOperations.read(JobOperations.kept(catalog).get(name));
    }

    private StartJobRunResponse start(StartJobRunRequest request) {
        Lookup.refuse("JobRunId", request.jobRunId());
        var job = job(request.jobName());
        var arguments = arguments(job, request.arguments());
        int minutes = Optional.ofNullable(request.timeout())
                .or(() -> Optional.ofNullable(job.timeout()))
                .orElse(TIMEOUT_MINUTES);
        var run = run(job, arguments, minutes);
        var script = JobOperations.script(job.command());
        allowed.require(script);
        var key = JobRunKeys.of(job.name(), run.id());
        catalog.atomically(() -> {
            requireRoom(job);
            var kept = KeptRun.of(run, script, JobOperations.retries(job));
            return catalog.objects().create(key, kept.json());
        });
        runs.start(key);
        return StartJobRunResponse.builder().jobRunId(run.id()).build();
    }

    private static Map<String, String> arguments(Job job, Map<String, String> given) {
        var arguments = new LinkedHashMap<>(job.defaultArguments());
        arguments.putAll(given);
        arguments.putAll(job.nonOverridableArguments());
        arguments.keySet().stream()
                .filter(name -> !name.startsWith("--"))
                .findFirst()
                .ifPresent(name -> {
                    throw AwsError.invalidInput("Argument '" + name + "' has no name (expected --" + name + ")");
                });
        return arguments;
    }

    private static JobRun run(Job job, Map<String, String> arguments, int minutes) {
        var now = Instant.now();
        return JobRun.builder()
                .id(JobRunKeys.id(now))
                .jobName(job.name())
                .attempt(0)
                .startedOn(now)
                .lastModifiedOn(now)
                .jobRunState(JobRunState.STARTING)
                .arguments(arguments)
                .timeout(minutes)
                .executionTime(0)
                .predecessorRuns(List.of())
                .build();
    }

    private void requireRoom(Job job) {
        int most = Optional.ofNullable(job.executionProperty())
                .map(ExecutionProperty::maxConcurrentRuns)
                .orElse(1);
        long going = Page.all(CHUNK, part -> catalog.objects()
                        .page(ObjectKind.JOB_RUN, ObjectKey.Owner.NOTHING, JobRunKeys.prefix(job.name()), part))
                .stream()
                .filter(object -> KeptRun.read(object.json()).isGoingOn())
                .count();
        if (going >= most) {
            throw AwsError.of(
                    "ConcurrentRunsExceededException",
                    "Concurrent runs exceeded for " + job.name() + " (" + going + " of " + most + ")");
        }
    }

    private GetJobRunResponse get(GetJobRunRequest request) {
        job(request.jobName());
        return GetJobRunResponse.builder()
                .jobRun(find(request.jobName(), request.runId()).orElseThrow(() -> notFound(request.runId())))
                .build();
    }

    private Optional<JobRun> find(String job, String run) {
        return catalog.objects().find(JobRunKeys.of(job, run)).map(object -> KeptRun.read(object.json())
                .run());
    }

    private static AwsError notFound(String run) {
        return AwsError.entityNotFound("Job run " + run + " not found.");
    }

    private GetJobRunsResponse list(GetJobRunsRequest request) {
        job(request.jobName());
        var page = pages.page(
                new Pages.Asked(request, request.nextToken(), request.maxResults(), MOST), part -> catalog.objects()
                        .page(ObjectKind.JOB_RUN, ObjectKey.Owner.NOTHING, JobRunKeys.prefix(request.jobName()), part));
        return GetJobRunsResponse.builder()
                .jobRuns(page.items().stream()
                        .map(object -> KeptRun.read(object.json()).run())
                        .toList())
                .nextToken(page.token())
                .build();
    }

    private BatchStopJobRunResponse stop(BatchStopJobRunRequest request) {
        var done = new ArrayList<BatchStopJobRunSuccessfulSubmission>();
        var errors = new ArrayList<BatchStopJobRunError>();
        for (var id : request.jobRunIds()) {
            try {
                stop(request.jobName(), id);
                done.add(BatchStopJobRunSuccessfulSubmission.builder()
                        .jobName(request.jobName())
                        .jobRunId(id)
                        .build());
            } catch (AwsError e) {
                errors.add(BatchStopJobRunError.builder()
                        .jobName(request.jobName())
                        .jobRunId(id)
                        .errorDetail(ErrorDetails.of(e))
                        .build());
            }
        }
        return BatchStopJobRunResponse.builder()
                .successfulSubmissions(done)
                .errors(errors)
                .build();
    }

    private void stop(String job, String id) {
        if (find(job, id).isEmpty()) {
            throw notFound(id);
        }
        if (!runs.stop(JobRunKeys.of(job, id))) {
            throw AwsError.of("InvalidStateException", "Job run " + id + " is not running.");
        }
    }
}
