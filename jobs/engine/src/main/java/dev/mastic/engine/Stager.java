// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.bookmark.JournalEntry;
import dev.mastic.core.bookmark.Read;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.Failpoints;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FaultSource;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.frame.RunStart;
import dev.mastic.core.io.Staged;
import dev.mastic.core.plugin.Registry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.storage.StorageLevel;

/** Reads exactly the journalled slices, applies the steps and stages the sinks. Runs the Spark jobs of a run. */
final class Stager {
    private static final int EXAMPLES = 3;
    private final JobPlan plan;
    private final JournalEntry entry;
    private final LazySpark spark;
    private final Registry registry;
    private final RowCounts counts = new RowCounts();
    private final Map<String, List<String>> outputs = new LinkedHashMap<>();

    Stager(JobPlan plan, JournalEntry entry, LazySpark spark, Registry registry) {
        this.plan = plan;
        this.entry = entry;
        this.spark = spark;
        this.registry = registry;
    }

    /**
     * Stages these sinks of the run.
     *
     * @throws FaultsException if more rows are refused than the job allows
     */
    StagedRun stage(Set<String> sinks) {
        var session = spark.session();
        session.listenerManager().register(counts);
        try {
            return stage(sinks, frames());
        } finally {
            counts.settle(session);
            session.listenerManager().unregister(counts);
        }
    }

    private StagedRun stage(Set<String> sinks, Wiring<DynamicFrame> frames) {
        var staged = new LinkedHashMap<String, Staged>();
        var sources = new LinkedHashSet<FaultSource>();
        for (var sink : plan.sinks()) {
            var in = Frames.of(frames.select(sink.in()));
            in.frames().forEach(frame -> sources.addAll(frame.faultSources()));
            if (sinks.contains(sink.name())) {
                Failpoints.hit("engine.during-stage");
                var output = sink.sink().stage(in, entry.output(sink.name()));
                sources.addAll(output.faultSources());
                staged.put(sink.name(), output);
            }
        }
        var faults = FaultPass.run(spark.session(), sources);
        var first = stageFaults(faults, frames, sinks);
        var inCommitOrder = new LinkedHashMap<String, Staged>();
        first.ifPresent(output -> inCommitOrder.put(Planner.FAULTS, output));
        inCommitOrder.putAll(staged);
        return new StagedRun(inCommitOrder, faults, counts, outputs);
    }

    private Optional<Staged> stageFaults(FaultPass faults, Wiring<DynamicFrame> frames, Set<String> sinks) {
        if (faults.count() == 0) {
            return Optional.empty();
        }
        if (plan.faults().isEmpty()) {
            throw FaultsException.notAllowed(plan.job(), faults.count(), faults.examples(EXAMPLES));
        }
        plan.maxFaultShare().ifPresent(max -> checkShare(faults, frames, max));
        if (!sinks.contains(Planner.FAULTS)) {
            return Optional.empty();
        }
        var frame = faults.frame(FrameContext.outsideJobs(registry));
        return Optional.of(plan.faults().get().sink().stage(Frames.of("", frame), entry.output(Planner.FAULTS)));
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

    private Wiring<DynamicFrame> frames() {
        var sources = new LinkedHashMap<String, DynamicFrame>();
        var start = RunStart.of(entry.run());
        for (var source : plan.sources()) {
            var context = new FrameContext(
                    registry,
                    source.name(),
                    plan.readOf(source),
                    entry.run().token().number())
                    .startedAt(start);
            var frame = source.source().read(spark, slice(source), context);
            counts.watch(source.name(), frame.toDF());
            sources.put(source.name(), frame.withName(source.name()));
        }
        return Wiring.walk(sources, plan.steps(), this::apply);
    }

    private Map<String, DynamicFrame> apply(PlannedStep step, Map<String, DynamicFrame> in) {
        var inputs = new LinkedHashMap<String, DynamicFrame>();
        in.forEach((name, frame) -> inputs.put(name, frame.withName(name).at(step.label())));
        var results = new LinkedHashMap<String, DynamicFrame>();
        step.transform().apply(Frames.of(inputs)).asMap().forEach((name, frame) -> {
            var key = step.outputKey(name);
            outputs.computeIfAbsent(step.label(), label -> new ArrayList<>()).add(name);
            var kept = isReadTwice(key) && Determinism.isMissingIn(frame.toDF())
                    ? frame.derive(frame.schema(), frame.toDF().persist(StorageLevel.MEMORY_AND_DISK()))
                    : frame;
            results.put(name, kept.withName(key));
            counts.watch(name.equals(Frames.RESULT) ? step.label() : step.label() + "." + name, kept.toDF());
        });
        return results;
    }

    /** Rows that come out differently each time must be computed once when several sinks take them. */
    private boolean isReadTwice(String key) {
        List<String> readers = new ArrayList<>();
        plan.steps().forEach(step -> readers.addAll(step.in()));
        plan.sinks().forEach(sink -> readers.add(sink.in()));
        return readers.stream().filter(in -> in.equals(key)).count() > 1;
    }

    private Slice slice(PlannedSource source) {
        return entry.slice(source.name())
                .orElseThrow(() -> new EtlException("Cannot repeat run "
                        + entry.run().runId() + ": its journal has no slice of" + " source '" + source.name()
                        + "': the job was changed since; undo the change, run, and change it again"));
    }
}
