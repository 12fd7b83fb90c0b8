// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.JobSpec;
import dev.mastic.core.config.Origin;
import dev.mastic.core.config.Problems;
import dev.mastic.core.failure.Suggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks that names in a job file are unique, that references mean something above them, and that nothing stands unused. */
final class References {
    private final JobSpec spec;
    private final List<PlannedStep> steps;
    private final Problems problems;
    private final Map<String, List<String>> inputs = new LinkedHashMap<>();

    References(JobSpec spec, List<PlannedStep> steps, Problems problems) {
        this.spec = spec;
        this.steps = steps;
        this.problems = problems;
        steps.forEach(step ->
                inputs.put(step.key(), step.in().stream().map(Wiring::stepOf).toList()));
    }

    void check() {
        var above = new LinkedHashSet<String>();
        spec.sources()
                .forEach(source ->
                        name(above, source.name(), Origin.of(source.settings().origin())));
        for (var step : steps) {
            step.in().forEach(reference -> resolve(reference, above, step));
            name(above, step.key(), step.origin());
        }
        var used = used(above);
        spec.sources().stream()
                .filter(s -> !used.contains(s.name()))
                .forEach(s -> problems.add(
                        Origin.of(s.settings().origin()),
                        "source '" + s.name() + "' is used by no step and no sink",
                        "remove it"));
        steps.stream()
                .filter(s -> !used.contains(s.key()))
                .forEach(s -> problems.add(
                        s.origin(),
                        "step '" + s.label() + "' is used by no step and no sink",
                        "remove it, or write it to a sink"));
    }

    private void name(Set<String> above, String name, Origin origin) {
        if (!above.add(name)) {
            problems.add(origin, "the name '" + name + "' is taken", "names of sources and steps are unique");
        } else if (name.equals(Wiring.PREVIOUS) || name.contains(".") || name.isBlank()) {
            problems.add(
                    origin, "invalid name '" + name + "'", "names have no dots, and 'previous' means the step above");
        }
    }

    private void resolve(String reference, Set<String> above, PlannedStep step) {
        var target = Wiring.stepOf(reference);
        if (above.contains(target)) {
            return;
        }
        if (reachable(target).contains(step.key())) {
            problems.add(step.origin(), "the steps form a cycle: " + cycle(step.key(), target));
        } else if (inputs.containsKey(target)) {
            problems.add(step.origin(), "'" + reference + "' stands below this step", "move it up");
        } else {
            problems.add(step.origin(), "no such frame: '" + reference + "'", Suggestion.hint(reference, above));
        }
    }

    /** Every step that a step depends on, itself among them. */
    private Set<String> reachable(String from) {
        var seen = new LinkedHashSet<String>();
        var todo = new ArrayList<>(List.of(from));
        while (!todo.isEmpty()) {
            var next = todo.remove(todo.size() - 1);
            if (inputs.containsKey(next) && seen.add(next)) {
                todo.addAll(inputs.get(next));
            }
        }
        return seen;
    }

    private String cycle(String step, String target) {
        var path = new ArrayList<>(List.of(step));
        var here = target;
        while (!here.equals(step)) {
            path.add(here);
            here = inputs.get(here).stream()
                    .filter(in -> reachable(in).contains(step))
                    .findFirst()
                    .orElse(step);
        }
        path.add(step);
        return String.join(" → ", path);
    }

    private Set<String> used(Set<String> known) {
        var used = new HashSet<String>();
        inputs.values().forEach(used::addAll);
        for (var sink : spec.sinks()) {
            var in = sink.in().equals(Wiring.PREVIOUS) ? last() : Wiring.stepOf(sink.in());
            if (!known.contains(in)) {
                problems.add(
                        Origin.of(sink.settings().origin()),
                        "no such frame: '" + sink.in() + "'",
                        Suggestion.hint(in, known));
            }
            used.add(in);
        }
        return used;
    }

    private String last() {
        return steps.isEmpty()
                ? spec.sources().stream()
                        .findFirst()
                        .map(JobSpec.SourceSpec::name)
                        .orElse("")
                : steps.get(steps.size() - 1).key();
    }
}
