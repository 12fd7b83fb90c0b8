// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.type.Type;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Record types by the names of their frames, in order: what a transform would make, without data.
 *
 * <p>A type that is deeper than {@link Type#MOST_LEVELS} is refused.
 *
 * @param byName never empty in a step; the order is that of {@code in} in the job
 */
public record Shapes(Map<String, Type.Struct> byName) {
    public Shapes {
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
        byName.forEach((name, shape) -> shape.within(name));
    }

    /** The shape of one frame. */
    public static Shapes of(String name, Type.Struct shape) {
        return new Shapes(Map.of(name, shape));
    }

    /** The one output of a step, which later steps know by the step's own name. */
    public static Shapes result(Type.Struct shape) {
        return of(Frames.RESULT, shape);
    }

    /**
     * The shape of this name.
     *
     * @throws UsageException naming the known ones
     */
    public Type.Struct get(String name) {
        var shape = byName.get(name);
        if (shape == null) {
            throw new UsageException("No such frame: '" + name + "' " + Suggestion.among(name, byName.keySet()));
        }
        return shape;
    }

    /** The names in order. */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }
}
