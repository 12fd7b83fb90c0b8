// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Frames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Which frames go into which step and sink. The same walk serves record types (to check) and frames (to run).
 *
 * @param <T> what is known of a frame
 */
final class Wiring<T> {
    /** The word for the step above. */
    static final String PREVIOUS = "previous";

    private static final String ALL = ".*";
    private final Map<String, T> known;

    private Wiring(Map<String, T> known) {
        this.known = known;
    }

    /** Frames that are known already. */
    static <T> Wiring<T> of(Map<String, T> known) {
        return new Wiring<>(known);
    }

    /** Puts the sources through all steps. */
    static <T> Wiring<T> walk(
            Map<String, T> sources,
            List<PlannedStep> steps,
            BiFunction<PlannedStep, Map<String, T>, Map<String, T>> apply) {
        var wiring = new Wiring<>(new LinkedHashMap<>(sources));
        for (var step : steps) {
            var inputs = new LinkedHashMap<String, T>();
            step.in().forEach(name -> inputs.put(name, wiring.get(name)));
            apply.apply(step, inputs).forEach((output, value) -> wiring.known.put(step.outputKey(output), value));
        }
        return wiring;
    }

    /**
     * The frames that a sink writes, by the name under which the target knows each; the empty name is the target itself.
     *
     * @throws UsageException naming the known frames
     */
    Map<String, T> select(String in) {
        if (!in.endsWith(ALL)) {
            return Map.of("", get(in));
        }
        var prefix = in.substring(0, in.length() - 1);
        var selected = new LinkedHashMap<String, T>();
        known.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                selected.put(name.substring(prefix.length()), value);
            }
        });
        if (selected.isEmpty()) {
            throw new UsageException("no step has outputs '" + in + "' " + Suggestion.among(in, known.keySet()));
        }
        return selected;
    }

    /** The step that a reference means: itself, or the step of {@code step.output} and {@code step.*}. */
    static String stepOf(String reference) {
        int dot = reference.indexOf('.');
        return dot < 0 ? reference : reference.substring(0, dot);
    }

    /** The key of a step's output among all frames. */
    static String key(String step, String output) {
        return output.equals(Frames.RESULT) ? step : step + "." + output;
    }

    private T get(String name) {
        var value = known.get(name);
        if (value == null) {
            throw new UsageException("no such frame: '" + name + "' " + Suggestion.among(name, known.keySet()));
        }
        return value;
    }
}
