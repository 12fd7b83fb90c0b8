// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.frame.Determinism;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.frame.RunStart;
import dev.mastic.core.plugin.Registry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The frames of a plan: sources read, steps applied. Lazy, but for the start of Spark. */
final class PlanFrames {
    private final JobPlan plan;
    private final LazySpark spark;
    private final Registry registry;
    private final Run run;
    private final RowCounts counts = new RowCounts();
    private final Map<String, List<String>> outputs = new LinkedHashMap<>();

    /** The frames of one run; ids that must differ between runs start from its token. */
    PlanFrames(JobPlan plan, LazySpark spark, Registry registry, Run run) {
        this.plan = plan;
        this.spark = spark;
        this.registry = registry;
        this.run = run;
    }

    /** Counts what comes out of sources and steps, once it listens. */
    RowCounts counts() {
        return counts;
    }

    /** The names of what each step gave, by its label. */
    Map<String, List<String>> outputs() {
        return outputs;
    }

    /** Puts the slices of the sources through all steps. */
    Wiring<DynamicFrame> frames(Function<PlannedSource, Slice> slices) {
        var sources = new LinkedHashMap<String, DynamicFrame>();
        var start = RunStart.of(run);
        for (var source : plan.sources()) {
            var context = new FrameContext(
                            registry,
                            source.name(),
                            plan.readOf(source),
                            run.token().number())
                    .startedAt(start);
            var frame = source.source().read(spark, slices.apply(source), context);
            counts.watch(source.name(), frame.toDF());
            sources.put(source.name(), frame.withName(source.name()));
        }
        return Wiring.walk(sources, plan.steps(), this::apply);
    }

    private Map<String, DynamicFrame> apply(PlannedStep step, Map<String, DynamicFrame> in) {
        var inputs = new LinkedHashMap<String, DynamicFrame>();
        in.forEach((name, frame) -> inputs.put(
                name, frame.withName(name).at(step.label()).withInfo(step.tail().info())));
        var results = new LinkedHashMap<String, DynamicFrame>();
        step.transform().apply(Frames.of(inputs)).asMap().forEach((name, frame) -> {
            var key = step.outputKey(name);
            outputs.computeIfAbsent(step.label(), label -> new ArrayList<>()).add(name);
            var kept = isReadTwice(key) ? Determinism.once(frame) : frame;
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
        return readers.stream().filter(in -> Wiring.takes(in, key)).count() > 1;
    }
}
