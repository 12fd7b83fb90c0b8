// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.bookmark.LeaseHolder;
import dev.mastic.core.bookmark.RunHistory;
import dev.mastic.core.bookmark.RunRecord;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.plugin.Parts;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a plan under the job's lease: recover, slice, plan, stage, commit, advance, report. After a crash at any point, the next run of the
 * job completes or discards what the crashed one left.
 */
public final class JobRunner {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private final Parts parts;
    private final LazySpark spark;

    public JobRunner(Parts parts, LazySpark spark) {
        this.parts = parts;
        this.spark = spark;
    }

    /**
     * Runs the job. Starts Spark only when a source has something new.
     *
     * @throws dev.mastic.core.bookmark.JobLockedException if another run of the job is alive
     * @throws LostStateException if a target holds commits of this job that the state knows nothing of
     * @throws FaultsException if more rows are refused than the job allows; nothing was committed
     * @throws dev.mastic.core.failure.OutcomeUnknownException if it cannot be told whether a sink has committed
     */
    public RunReport run(JobPlan plan, RunOptions options) {
        var store = parts.the(BookmarkStore.class);
        var started = Instant.now();
        long clock = System.nanoTime();
        var holder = LeaseHolder.here().toString();
        var lease = store.acquire(plan.job(), options.runId(), holder, options.lease());
        try (var keeper = new LeaseKeeper(store, lease, options.lease())) {
            LOG.info("Run {} of job {} holds the lease with token {}", options.runId(), plan.job(), lease.token());
            var attempt = new Attempt(plan, lease, store, parts, spark);
            var report = attempt.run().report(options.state(), seconds(clock), spark.started());
            record(report, started);
            return report;
        } catch (EtlException e) {
            recordFailure(plan, options, e.exitCode(), e.getMessage(), started, seconds(clock));
            throw e;
        } catch (RuntimeException e) {
            recordFailure(plan, options, ExitCode.FAILED, String.valueOf(e.getMessage()), started, seconds(clock));
            throw e;
        }
    }

    private void record(RunReport report, Instant started) {
        parts.the(RunHistory.class)
                .add(new RunRecord(
                        report.job(),
                        report.runId(),
                        report.status().toString(),
                        report.status().exitCode().number(),
                        started,
                        report.seconds(),
                        RunReportJson.write(report)));
    }

    private void recordFailure(
            JobPlan plan, RunOptions options, ExitCode code, String message, Instant started, double seconds) {
        var status = RunReport.Status.FAILED.toString();
        var report = RunReportJson.failure(plan.job(), options.runId(), code, message);
        parts.the(RunHistory.class)
                .add(new RunRecord(plan.job(), options.runId(), status, code.number(), started, seconds, report));
    }

    private static double seconds(long since) {
        return Math.round((System.nanoTime() - since) / 1e7) / 100.0;
    }
}
