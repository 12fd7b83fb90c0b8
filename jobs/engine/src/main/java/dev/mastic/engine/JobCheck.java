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

    /** Notes everything that would stop a run of this plan; of a plan with problems, what can still be told. */
    public static void check(JobPlan plan, Problems problems) {
        var slices = new ArrayList<Slice>();
        for (var source : plan.sources()) {
            try {
                slices.add(source.source().slice(source.name(), Bounds.all()));
            } catch (EtlException e) {
                problems.add(source.origin(), e.getMessage());
            }
        }
        ShapeCheck.check(plan, slices, problems);
    }

    /** Notes what is allowed and yet likely wrong: rows of two new sources that may miss each other. */
    public static void warn(JobPlan plan, Problems warnings) {
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
}
