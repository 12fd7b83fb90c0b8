// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.Token;
import dev.mastic.core.config.Problems;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.Type;
import java.util.List;
import java.util.Map;

/**
 * Runs a plan under the job's lease: recover, slice, plan, stage, commit, advance, report. After a crash at any point, the next run of the
 * job completes or discards what the crashed one left.
 */
public final class JobRunner {
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
        return new Attempt(plan, options, parts, spark, JobRunner::pause).run();
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EtlException("Cannot wait: the thread was interrupted", e);
        }
    }

    /**
     * What a run would read and write now: its slices are found and its columns checked. Takes no lease, starts no Spark, reads files only
     * for their types, writes nothing, and is no part of the history.
     *
     * @throws LostStateException if a target holds commits of this job that the state knows nothing of
     * @throws EtlException if an earlier run has not ended: what it leaves to read is known when it has
     */
    public DryRun dryRun(JobPlan plan, RunOptions options) {
        var store = parts.the(BookmarkStore.class);
        long clock = System.nanoTime();
        store.unfinished(plan.job()).stream().findFirst().ifPresent(entry -> {
            throw new EtlException("Cannot tell what a run of job '" + plan.job() + "' would read: run "
                    + entry.run().runId() + " has not ended; the next run ends it first");
        });
        var next = new NextSlices(plan, store, NewRows.of(options.input(), plan, store), Postponed.NONE);
        next.refuseLostState();
        var slices = next.slices();
        boolean nothing = next.nothingNew(slices);
        var notes = new Problems();
        Map<String, Type.Struct> schemas = nothing ? Map.of() : ShapeCheck.check(plan, slices, notes);
        var run = new Run(plan.job(), options.runId(), new Token(0));
        var status = nothing ? RunReport.Status.NOTHING_NEW : RunReport.Status.DRY_RUN;
        var context = new Outcome.Context(next.ledgers(), List.of(), Postponed.NONE);
        var report = Outcome.of(plan, next.entry(run, slices), status, context)
                .report(options.state(), seconds(clock), spark.started());
        return new DryRun(report, schemas, notes.list());
    }

    private static double seconds(long since) {
        return Math.round((System.nanoTime() - since) / 1e7) / 100.0;
    }
}
