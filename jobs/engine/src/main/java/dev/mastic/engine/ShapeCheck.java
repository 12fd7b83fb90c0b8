// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.config.Problems;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.type.Type;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts the record types of the sources through the steps, so that a missing column is found before any data is read. */
final class ShapeCheck {
    private final JobPlan plan;
    private final Problems problems;

    private ShapeCheck(JobPlan plan, Problems problems) {
        this.plan = plan;
        this.problems = problems;
    }

    /**
     * Checks the plan against the slices of a run.
     *
     * @throws dev.mastic.core.config.ConfigProblemsException with the first step that cannot be applied
     */
    static void check(JobPlan plan, List<Slice> slices) {
        var problems = new Problems();
        check(plan, slices, problems);
        problems.throwIfAny("job '" + plan.job() + "'");
    }

    /** As above, noting what is wrong. */
    static void check(JobPlan plan, List<Slice> slices, Problems problems) {
        var byName = new HashMap<String, Slice>();
        slices.forEach(slice -> byName.put(slice.source(), slice));
        new ShapeCheck(plan, problems).walk(byName);
    }

    private void walk(Map<String, Slice> slices) {
        var sources = new LinkedHashMap<String, Type.Struct>();
        for (var source : plan.sources()) {
            try {
                sources.put(source.name(), source.source().shape(slices.get(source.name())));
            } catch (UsageException e) {
                problems.add(source.origin(), e.getMessage());
                return;
            }
        }
        try {
            var shapes = Wiring.walk(sources, plan.steps(), this::shapes);
            if (!plan.isCode()) {
                plan.sinks().forEach(sink -> checkSink(sink, shapes));
            }
        } catch (BrokenStep e) {
            // the steps below it have no types to be checked with
            problems.add(e.step.origin(), e.getMessage());
        }
    }

    private void checkSink(PlannedOutput sink, Wiring<Type.Struct> shapes) {
        try {
            shapes.select(sink.in());
        } catch (UsageException e) {
            problems.add(sink.origin(), e.getMessage());
        }
    }

    private Map<String, Type.Struct> shapes(PlannedStep step, Map<String, Type.Struct> in) {
        try {
            return step.transform().outputShapes(new Shapes(in)).byName();
        } catch (UsageException e) {
            throw new BrokenStep(step, e);
        }
    }

    /** Ends the walk at the first step that cannot be applied. */
    private static final class BrokenStep extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient PlannedStep step;

        BrokenStep(PlannedStep step, UsageException why) {
            super(why.getMessage(), why);
            this.step = step;
        }
    }
}
