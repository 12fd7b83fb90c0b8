// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.bookmark.JournalEntry;
import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Read;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.Failpoints;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FaultSource;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.Found;
import dev.mastic.core.io.Renamed;
import dev.mastic.core.io.Sink;
import dev.mastic.core.io.Staged;
import dev.mastic.core.plugin.Registry;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads exactly the journalled slices, applies the steps and stages the sinks. Runs the Spark jobs of a run. */
final class Stager {
    private static final int EXAMPLES = 3;
    private final JobPlan plan;
    private final JournalEntry entry;
    private final LazySpark spark;
    private final Registry registry;
    private final PlanFrames planned;

    Stager(JobPlan plan, JournalEntry entry, LazySpark spark, Registry registry) {
        this.plan = plan;
        this.entry = entry;
        this.spark = spark;
        this.registry = registry;
        this.planned = new PlanFrames(plan, spark, registry, entry.run());
    }

    /**
     * Stages these sinks of the run.
     *
     * @throws FaultsException if more rows are refused than the job allows
     */
    StagedRun stage(Set<String> sinks) {
        var session = spark.session();
        var counts = planned.counts();
        session.listenerManager().register(counts);
        try {
            return stage(sinks, planned.frames(this::slice));
        } finally {
            counts.settle(session);
            session.listenerManager().unregister(counts);
        }
    }

    private StagedRun stage(Set<String> sinks, Wiring<DynamicFrame> frames) {
        // code and data say only now what their columns are
        plan.sinks().forEach(sink -> sink.sink()
                .check(Frames.of(frames.select(sink.in())).shapes()));
        var staged = new LinkedHashMap<String, Staged>();
        var sources = new LinkedHashSet<FaultSource>();
        var renamed = new LinkedHashMap<String, Map<String, List<Renamed>>>();
        for (var sink : plan.sinks()) {
            var in = Frames.of(frames.select(sink.in()));
            in.frames().forEach(frame -> sources.addAll(frame.faultSources()));
            renamed.put(sink.name(), sink.renames(in.shapes()));
            if (sinks.contains(sink.name())) {
                Failpoints.hit("engine.during-stage");
                var output = sink.sink().stage(in, entry.output(sink.name()));
                sources.addAll(output.faultSources());
                staged.put(sink.name(), output);
            }
        }
        var faults = FaultPass.run(spark.session(), sources);
        stageFaults(faults, frames, sinks).ifPresent(output -> staged.put(Planner.FAULTS, output));
        var inCommitOrder = new LinkedHashMap<String, Staged>();
        plan.outputs().stream()
                .map(PlannedOutput::name)
                .filter(staged::containsKey)
                .forEach(name -> inCommitOrder.put(name, staged.get(name)));
        return new StagedRun(inCommitOrder, faults, planned.counts(), planned.outputs(), renamed, List.of());
    }

    private Optional<Staged> stageFaults(FaultPass faults, Wiring<DynamicFrame> frames, Set<String> sinks) {
        if (faults.count() == 0) {
            // a repeated run without faults takes those of the earlier one away
            return entry.replaces().flatMap(earlier -> stageRefused(faults, sinks));
        }
        plan.steps().forEach(step -> checkThresholds(step, faults));
        // code sets its limits on the frames themselves
        plan.sinks().forEach(sink -> frames.select(sink.in()).values().forEach(DynamicFrame::assertErrorThreshold));
        if (plan.faults().isEmpty()) {
            throw FaultsException.notAllowed(plan.job(), faults.count(), faults.examples(EXAMPLES));
        }
        plan.maxFaultShare().ifPresent(max -> checkShare(faults, frames, max));
        return stageRefused(faults, sinks);
    }

    private Optional<Staged> stageRefused(FaultPass faults, Set<String> sinks) {
        if (plan.faults().isEmpty() || !sinks.contains(Planner.FAULTS)) {
            return Optional.empty();
        }
        var sink = plan.faults().get().sink();
        var output = refused(sink);
        if (faults.count() == 0 && output.replaces().isEmpty()) {
            return Optional.empty();
        }
        var frame = faults.frame(FrameContext.outsideJobs(registry));
        return Optional.of(sink.stage(Frames.of("", frame), output));
    }

    /** A repeated run takes the place of the refused rows of the earlier one, where that had any. */
    private Output refused(Sink sink) {
        var output = entry.output(Planner.FAULTS);
        boolean had = output.replaces()
                .map(earlier -> sink.find(new Output(earlier, output.sink(), output.slices(), Optional.empty())))
                .filter(Found.Committed.class::isInstance)
                .isPresent();
        return had ? output : new Output(output.run(), output.sink(), output.slices(), Optional.empty());
    }

    private void checkThresholds(PlannedStep step, FaultPass faults) {
        var allowed = step.tail().thresholds();
        checkThreshold("stage-threshold", allowed.stage(), step, Set.of(step.label()), faults);
        checkThreshold("total-threshold", allowed.total(), step, above(step), faults);
    }

    private void checkThreshold(String limit, long allowed, PlannedStep step, Set<String> steps, FaultPass faults) {
        long count = faults.count(steps);
        if (allowed > 0 && count > allowed) {
            throw FaultsException.beyond(
                    plan.job(),
                    new FaultsException.Limit(limit, allowed, step),
                    count,
                    faults.examples(EXAMPLES, steps));
        }
    }

    /** A step with every source and step that its rows come from, as fault reports name them. */
    private Set<String> above(PlannedStep step) {
        var above = new LinkedHashSet<String>();
        var todo = new ArrayDeque<>(List.of(step.key()));
        while (!todo.isEmpty()) {
            var next = todo.pop();
            if (above.add(next)) {
                plan.steps().stream().filter(found -> found.key().equals(next)).forEach(found -> found.in()
                        .forEach(in -> todo.add(Wiring.stepOf(in))));
            }
        }
        return above;
    }

    private void checkShare(FaultPass faults, Wiring<DynamicFrame> frames, double max) {
        long read = 0;
        for (var source : plan.sources()) {
            if (plan.readOf(source) == Read.NEW) {
                read += frames.select(source.name()).get("").count()
                        + faults.perStep().getOrDefault(source.name(), 0L);
            }
        }
        double share = read == 0 ? 1 : (double) faults.count() / read;
        if (share > max) {
            throw FaultsException.tooMany(plan.job(), faults.count(), share, max, faults.examples(EXAMPLES));
        }
    }

    private Slice slice(PlannedSource source) {
        return entry.slice(source.bookmark())
                .orElseThrow(() -> new EtlException("Cannot repeat run "
                        + entry.run().runId() + ": its journal has no slice of" + " source '" + source.name()
                        + "': the job was changed since; undo the change, run, and change it again"));
    }
}
