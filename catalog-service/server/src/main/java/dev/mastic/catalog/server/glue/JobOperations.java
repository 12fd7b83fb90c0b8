// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.catalog.server.run.AllowedScripts;
import dev.mastic.catalog.server.run.JobRunKeys;
import dev.mastic.catalog.server.wire.AwsError;
import dev.mastic.catalog.server.wire.Json;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.CatalogObject;
import dev.mastic.core.catalog.ObjectKey;
import dev.mastic.core.catalog.ObjectKind;
import dev.mastic.core.catalog.Page;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.glue.model.BatchGetJobsRequest;
import software.amazon.awssdk.services.glue.model.BatchGetJobsResponse;
import software.amazon.awssdk.services.glue.model.CreateJobRequest;
import software.amazon.awssdk.services.glue.model.CreateJobResponse;
import software.amazon.awssdk.services.glue.model.DeleteJobRequest;
import software.amazon.awssdk.services.glue.model.DeleteJobResponse;
import software.amazon.awssdk.services.glue.model.GetJobRequest;
import software.amazon.awssdk.services.glue.model.GetJobResponse;
import software.amazon.awssdk.services.glue.model.GetJobsRequest;
import software.amazon.awssdk.services.glue.model.GetJobsResponse;
import software.amazon.awssdk.services.glue.model.Job;
import software.amazon.awssdk.services.glue.model.JobCommand;
import software.amazon.awssdk.services.glue.model.ListJobsRequest;
import software.amazon.awssdk.services.glue.model.ListJobsResponse;
import software.amazon.awssdk.services.glue.model.UpdateJobRequest;
import software.amazon.awssdk.services.glue.model.UpdateJobResponse;

/**
 * Jobs: a job file, or a jar with its class, and the arguments that it is run with.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-jobs-job.html">The job API</a>
 */
final class JobOperations {
    private static final int MOST = 1000;
    /** As Glue has it. */
    private static final int MOST_RETRIES = 10;

    private static final Pattern SCRIPT = Pattern.compile("(file:)?/.*\\.(conf|json|hocon|jar(#.+)?)");
    private final Catalog catalog;
    private final Pages pages;
    private final Tags tags;
    private final Kept kept;
    private final AllowedScripts allowed;

    JobOperations(Catalog catalog, Pages pages, Tags tags, AllowedScripts allowed) {
        this.catalog = catalog;
        this.pages = pages;
        this.tags = tags;
        this.kept = kept(catalog);
        this.allowed = allowed;
    }

    static Kept kept(Catalog catalog) {
        return new Kept(catalog.objects(), ObjectKind.JOB, "Job");
    }

    void addTo(Operations operations) {
        operations
                .add("CreateJob", CreateJobRequest::builder, this::create)
                .add("GetJob", GetJobRequest::builder, this::get)
                .add("GetJobs", GetJobsRequest::builder, this::list)
                .add("ListJobs", ListJobsRequest::builder, this::names)
                .add("BatchGetJobs", BatchGetJobsRequest::builder, this::getAll)
                .add("UpdateJob", UpdateJobRequest::builder, this::update)
                .add("DeleteJob", DeleteJobRequest::builder, this::delete);
    }

    private CreateJobResponse create(CreateJobRequest request) {
        var node = Json.tree(request);
        node.remove("Tags");
        var job = checked(Json.fill(node, Job.builder()).build());
        catalog.atomically(() -> {
            var created = kept.create(job.name(), job);
            tags.add(resource(job.name()), request.tags());
            return created;
        });
        return CreateJobResponse.builder().name(job.name()).build();
    }

    private Job checked(Job job) {
        allowed.require(script(job.command()));
        int retries = retries(job);
        if (retries < 0 || retries > MOST_RETRIES) {
            throw AwsError.invalidInput(
                    "MaxRetries is out of range (got " + retries + "; expected 0 to " + MOST_RETRIES + ")");
        }
        return job;
    }

    /** How often a run of a job is done again, should it fail. */
    static int retries(Job job) {
        return Optional.ofNullable(job.maxRetries()).orElse(0);
    }

    /** The file that a command runs. */
    static String script(JobCommand command) {
        var script = command == null ? null : command.scriptLocation();
        if (script == null || !SCRIPT.matcher(script).matches()) {
            throw AwsError.invalidInput(
                    "Command.ScriptLocation names no job that can be run here (got " + script
                            + "; expected the whole path of a job file, such as /jobs/history.conf, or of a jar, /jobs/history.jar)");
        }
        return script.replaceFirst("^file:(//)?", "");
    }

    private GetJobResponse get(GetJobRequest request) {
        return GetJobResponse.builder().job(read(kept.get(request.jobName()))).build();
    }

    static Job read(CatalogObject object) {
        return Json.read(object.json(), Job.builder())
                .createdOn(object.created())
                .lastModifiedOn(object.updated())
                .build();
    }

    private GetJobsResponse list(GetJobsRequest request) {
        var page = pages.page(new Pages.Asked(request, request.nextToken(), request.maxResults(), MOST), kept::page);
        return GetJobsResponse.builder()
                .jobs(page.items().stream().map(JobOperations::read).toList())
                .nextToken(page.token())
                .build();
    }

    private ListJobsResponse names(ListJobsRequest request) {
        var page = pages.page(new Pages.Asked(request, request.nextToken(), request.maxResults(), MOST), part -> {
            var all = kept.page(part).map(object -> object.key().name());
            return new Page<>(
                    all.items().stream()
                            .filter(name -> tags.match(resource(name), request.tags()))
                            .toList(),
                    all.next());
        });
        return ListJobsResponse.builder()
                .jobNames(page.items())
                .nextToken(page.token())
                .build();
    }

    private BatchGetJobsResponse getAll(BatchGetJobsRequest request) {
        var found = request.jobNames().stream()
                .flatMap(name -> kept.find(name).stream())
                .map(JobOperations::read)
                .toList();
        var names = found.stream().map(Job::name).toList();
        return BatchGetJobsResponse.builder()
                .jobs(found)
                .jobsNotFound(request.jobNames().stream()
                        .filter(name -> !names.contains(name))
                        .toList())
                .build();
    }

    /** Replaces the whole definition. */
    private UpdateJobResponse update(UpdateJobRequest request) {
        var job = checked(Json.fill(Json.tree(request.jobUpdate()), Job.builder())
                .name(request.jobName())
                .build());
        catalog.atomically(() -> kept.replace(request.jobName(), job));
        return UpdateJobResponse.builder().jobName(request.jobName()).build();
    }

    /** One that is not there is no error, as in Glue. */
    private DeleteJobResponse delete(DeleteJobRequest request) {
        catalog.atomically(() -> {
            tags.drop(resource(request.jobName()));
            catalog.objects()
                    .dropAll(ObjectKind.JOB_RUN, ObjectKey.Owner.NOTHING, JobRunKeys.prefix(request.jobName()));
            return catalog.objects().drop(kept.key(request.jobName()));
        });
        return DeleteJobResponse.builder().jobName(request.jobName()).build();
    }

    private static String resource(String name) {
        return "job/" + name;
    }
}
