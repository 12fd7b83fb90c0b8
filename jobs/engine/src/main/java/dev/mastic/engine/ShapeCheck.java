// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.bookmark.Items;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.config.Problems;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.frame.UnknownShapeException;
import dev.mastic.core.type.Type;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts the record types of the sources through the steps, so that a missing column is found before any data is read. Where a type cannot be
 * told, what depends on it is passed over, so that one mistake is noted once and the others are still found.
 */
final class ShapeCheck {
    private final Problems problems;
    private final Problems notes;
    private final Map<String, Type.Struct> known = new LinkedHashMap<>();
    private final Set<String> untold = new HashSet<>();
    private Optional<EtlException> unreadable = Optional.empty();

    private ShapeCheck(Problems problems, Problems notes) {
        this.problems = problems;
        this.notes = notes;
    }

    /**
     * Checks the plan against the slices of a run.
     *
     * @param notes where it is said what only the data tells
     * @return the types of the frames that are known now, by source and step
     * @throws dev.mastic.core.config.ConfigProblemsException with all steps that cannot be applied
     * @throws EtlException if the data of a source cannot be read at all
     */
    static Map<String, Type.Struct> check(JobPlan plan, List<Slice> slices, Problems notes) {
        var problems = new Problems();
        var check = new ShapeCheck(problems, notes);
        check.check(plan, slices);
        check.unreadable.ifPresent(failure -> {
            throw failure;
        });
        problems.throwIfAny("job '" + plan.job() + "'");
        return check.known;
    }

    /**
     * As above, noting what is wrong.
     *
     * @param slices of those sources that could be listed
     */
    static void check(JobPlan plan, List<Slice> slices, Problems problems, Problems notes) {
        new ShapeCheck(problems, notes).check(plan, slices);
    }

    private void check(JobPlan plan, List<Slice> slices) {
        var byName = new HashMap<String, Slice>();
        slices.forEach(slice -> byName.put(slice.source(), slice));
        plan.sources().forEach(source -> source(source, Optional.ofNullable(byName.get(source.bookmark()))));
        if (!plan.isCode()) {
            plan.steps().forEach(this::step);
            plan.sinks().forEach(this::sink);
            plan.gates().forEach(this::gate);
        }
    }

    private void source(PlannedSource source, Optional<Slice> slice) {
        untold.add(source.name());
        if (slice.isEmpty()) {
            return;
        }
        try {
            var shape = source.source().shape(slice.get());
            if (shape.fields().isEmpty()) {
                throw new EtlException("Cannot read source '" + source.name()
                        + "': it has no columns, for not one row of its files can be read, or all are empty"
                        + first(slice.get()) + ": mend the files; mastic cat shows what is wrong");
            }
            known.put(source.name(), shape);
            untold.remove(source.name());
        } catch (UsageException e) {
            problems.add(source.origin(), e.getMessage());
        } catch (EtlException e) {
            problems.add(source.origin(), e.getMessage());
            unreadable =
                    unreadable.or(() -> Optional.of(new EtlException(e.getMessage() + " at " + source.origin(), e)));
        }
    }

    private static String first(Slice slice) {
        return slice.items() instanceof Items.Files files && !slice.isEmpty()
                ? " (first: " + files.files().get(0).path() + ")"
                : "";
    }

    private void step(PlannedStep step) {
        if (step.transform() instanceof NoTransform || !isTold(step.in())) {
            untold.add(step.key());
            return;
        }
        try {
            step.transform()
                    .outputShapes(new Shapes(Wiring.of(known).inputs(step.in())))
                    .byName()
                    .forEach((output, shape) -> known.put(step.outputKey(output), shape));
        } catch (UnknownShapeException e) {
            notes.add(step.origin(), e.getMessage(), "what depends on them is checked when the job runs");
            untold.add(step.key());
        } catch (UsageException e) {
            problems.add(step.origin(), e.getMessage());
            untold.add(step.key());
        }
    }

    private void sink(PlannedOutput sink) {
        if (!isTold(List.of(sink.in()))) {
            return;
        }
        try {
            var in = new Shapes(Wiring.of(known).select(sink.in()));
            sink.sink().check(in);
            sink.renames(in)
                    .forEach((frame, renames) -> renames.forEach(renamed -> notes.add(
                            sink.origin(),
                            "sink '" + sink.name() + "' writes column " + renamed.column()
                                    + (frame.isEmpty() ? "" : " of frame '" + frame + "'") + " as '" + renamed.name()
                                    + "': names there are not empty, and are told apart without case",
                            "a step rename-field gives it a name of your choice")));
        } catch (UsageException e) {
            problems.add(sink.origin(), e.getMessage());
        }
    }

    private void gate(PlannedGate gate) {
        if (!isTold(List.of(gate.on()))) {
            return;
        }
        try {
            gate.check().expect(new Shapes(Wiring.of(known).inputs(List.of(gate.on()))));
        } catch (UsageException e) {
            problems.add(gate.origin(), e.getMessage());
        }
    }

    /** A frame of no known source or step is noted elsewhere. */
    private boolean isTold(List<String> frames) {
        return frames.stream().map(Wiring::stepOf).allMatch(name -> !untold.contains(name) && isKnown(name));
    }

    private boolean isKnown(String name) {
        return known.keySet().stream().map(Wiring::stepOf).anyMatch(name::equals);
    }
}
