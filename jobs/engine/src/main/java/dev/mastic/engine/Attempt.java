// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.bookmark.JournalEntry;
import dev.mastic.core.bookmark.Lease;
import dev.mastic.core.bookmark.Phase;
import dev.mastic.core.bookmark.PlannedSink;
import dev.mastic.core.bookmark.Receipt;
import dev.mastic.core.config.Problems;
import dev.mastic.core.failure.Failpoints;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.plugin.Parts;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run under its lease. */
final class Attempt {
    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);
    private final JobPlan plan;
    private final Lease lease;
    private final BookmarkStore store;
    private final Parts parts;
    private final LazySpark spark;

    Attempt(JobPlan plan, Lease lease, BookmarkStore store, Parts parts, LazySpark spark) {
        this.plan = plan;
        this.lease = lease;
        this.store = store;
        this.parts = parts;
        this.spark = spark;
    }

    Outcome run() {
        Failpoints.hit("engine.after-lease");
        var recovered = new Recovery(store, parts, spark).recover(lease, plan);
        recovered.forEach(r -> LOG.warn("Run {} had ended in phase {}: {}", r.runId(), r.phase(), r.outcome()));
        var next = new NextSlices(plan, store);
        var context = new Outcome.Context(next.ledgers(), recovered);
        var same = store.find(lease.job(), lease.runId()).filter(entry -> entry.phase() == Phase.ADVANCED);
        if (same.isPresent()) {
            return Outcome.of(plan, same.get(), RunReport.Status.ALREADY_DONE, context);
        }
        next.refuseLostState();
        var slices = next.slices();
        var entry = JournalEntry.planned(lease.run(), slices, plan.journalled());
        if (next.nothingNew(slices)) {
            return Outcome.of(plan, entry, RunReport.Status.NOTHING_NEW, context);
        }
        ShapeCheck.check(plan, slices, new Problems());
        store.plan(lease, entry);
        Failpoints.hit("engine.after-plan");
        var staged = stage(entry);
        store.mark(lease, entry.run(), Phase.STAGED, staged.receipts());
        Failpoints.hit("engine.after-stage");
        var receipts = commit(staged);
        store.mark(lease, entry.run(), Phase.COMMITTED, receipts);
        Failpoints.hit("engine.after-commit");
        store.advance(lease, entry.run());
        Failpoints.hit("engine.after-advance");
        return Outcome.done(plan, entry, receipts, staged, context);
    }

    private StagedRun stage(JournalEntry entry) {
        var all = new LinkedHashSet<>(
                entry.sinks().stream().map(PlannedSink::name).toList());
        try {
            return new Stager(plan, entry, spark, parts.registry()).stage(all);
        } catch (RuntimeException | Error e) {
            discard(entry, e);
            throw e;
        }
    }

    /** What cannot be removed now is removed by the next run's recovery. */
    private void discard(JournalEntry entry, Throwable failure) {
        try {
            plan.outputs().forEach(output -> output.sink().discard(entry.output(output.name())));
            store.mark(lease, entry.run(), Phase.DISCARDED, Map.of());
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private Map<String, Receipt> commit(StagedRun staged) {
        var receipts = new LinkedHashMap<String, Receipt>();
        staged.bySink().forEach((name, output) -> {
            Failpoints.hit("engine.before-sink-commit");
            receipts.put(name, output.commit());
            LOG.info(
                    "Sink {} of run {} has committed {} rows",
                    name,
                    lease.runId(),
                    receipts.get(name).rows());
        });
        return receipts;
    }
}
