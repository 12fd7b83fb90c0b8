// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.JobSpec;
import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.bookmark.Read;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.config.Problems;
import dev.mastic.core.failure.EtlException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What {@code mastic check} and {@code run --dry-run} say of a plan: missing tables, paths and columns, and what is risky. Starts no Spark. */
public final class JobCheck {
    private JobCheck() {}

    /**
     * Notes everything that would stop a run of this plan; of a plan with problems, what can still be told.
     *
     * @param notes where it is said what can only be told from the data
     */
    public static void check(JobPlan plan, Problems problems, Problems notes) {
        var slices = new ArrayList<Slice>();
        for (var source : plan.sources()) {
            try {
                slices.add(source.source().slice(source.bookmark(), Bounds.all()));
            } catch (EtlException e) {
                problems.add(source.origin(), e.getMessage());
            }
        }
        ShapeCheck.check(plan, slices, problems, notes);
    }

    /** Notes what is allowed and yet likely wrong: rows of two new sources that may miss each other, limits that cannot be reached. */
    public static void warn(JobPlan plan, Problems warnings) {
        warnOfLimits(plan, warnings);
        var fresh = new HashMap<String, Set<String>>();
        plan.sources().stream()
                .filter(s -> s.read() == Read.NEW && plan.spec().bookmarks() != JobSpec.Bookmarks.DISABLED)
                .forEach(s -> fresh.put(s.name(), Set.of(s.name())));
        for (var step : plan.steps()) {
            var sides = step.in().stream()
                    .map(in -> fresh.getOrDefault(Wiring.stepOf(in), Set.of()))
                    .filter(side -> !side.isEmpty())
                    .toList();
            if (step.transform().matchesRows() && sides.size() > 1) {
                warnings.add(
                        step.origin(),
                        "step '" + step.label()
                                + "' joins the new rows of two sources: rows that come in different runs"
                                + " never meet",
                        "make one of them read = all");
            }
            var all = sides.stream().flatMap(Set::stream).collect(Collectors.toCollection(HashSet::new));
            fresh.put(step.key(), all);
        }
    }

    private static void warnOfLimits(JobPlan plan, Problems warnings) {
        plan.steps().stream()
                .filter(step -> plan.faults().isEmpty())
                .filter(step -> !step.tail().thresholds().isUnlimited())
                .forEach(step -> warnings.add(
                        step.origin(),
                        "step '" + step.label() + "' allows a number of refused rows, and the job stops at the first",
                        "add faults { path = … } to the job"));
    }
}
