// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Frames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private static final String ONE = "." + Frames.RESULT;
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
            var inputs = wiring.inputs(step.in());
            apply.apply(step, inputs).forEach((output, value) -> wiring.known.put(step.outputKey(output), value));
        }
        return wiring;
    }

    /**
     * The frames that go into a step, by name: those of a collection by the names of the outputs.
     *
     * @throws UsageException naming the known frames
     */
    Map<String, T> inputs(List<String> in) {
        var inputs = new LinkedHashMap<String, T>();
        for (var reference : in) {
            var frames = isCollection(reference) ? collection(reference) : Map.of(reference, get(reference));
            frames.forEach((name, value) -> {
                if (inputs.put(name, value) != null) {
                    throw new UsageException("a frame goes in twice: '" + name + "'");
                }
            });
        }
        return inputs;
    }

    /**
     * The frames that a sink writes, by the name under which the target knows each; the empty name is the target itself.
     *
     * @throws UsageException naming the known frames
     */
    Map<String, T> select(String in) {
        return isCollection(in) ? collection(in) : Map.of("", get(in));
    }

    private Map<String, T> collection(String in) {
        var step = in.substring(0, in.length() - ALL.length());
        var outputs = new LinkedHashMap<String, T>();
        known.forEach((name, value) -> {
            if (name.equals(step)) {
                outputs.put(Frames.RESULT, value);
            } else if (name.startsWith(step + ".")) {
                outputs.put(name.substring(step.length() + 1), value);
            }
        });
        if (outputs.isEmpty()) {
            throw new UsageException("no step has outputs '" + in + "' " + Suggestion.among(step, steps()));
        }
        if (outputs.keySet().equals(Set.of(Frames.RESULT))) {
            throw new UsageException("'" + step + "' is one frame, not several: write in = " + step);
        }
        return outputs;
    }

    private List<String> steps() {
        return known.keySet().stream().map(Wiring::stepOf).distinct().toList();
    }

    /** Whether a reference means all outputs of a step. */
    static boolean isCollection(String reference) {
        return reference.endsWith(ALL);
    }

    /** Whether who takes these frames takes the one of this key. */
    static boolean takes(String reference, String key) {
        return isCollection(reference) ? stepOf(reference).equals(stepOf(key)) : reference.equals(key);
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
        var value = known.get(name.endsWith(ONE) ? name.substring(0, name.length() - ONE.length()) : name);
        if (value == null) {
            throw new UsageException("no such frame: '" + name + "' " + Suggestion.among(name, known.keySet()));
        }
        return value;
    }
}
