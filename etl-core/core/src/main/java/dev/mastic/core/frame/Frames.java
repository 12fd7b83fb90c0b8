// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.type.Type;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** DynamicFrames by name, in order; Glue's DynamicFrameCollection. Immutable. */
public final class Frames {
    /** The name of the one output of a step, which later steps know by the step's own name. */
    public static final String RESULT = "result";

    private final Map<String, DynamicFrame> byName;

    private Frames(Map<String, DynamicFrame> byName) {
        this.byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    public static Frames of(Map<String, DynamicFrame> byName) {
        return new Frames(byName);
    }

    public static Frames of(String name, DynamicFrame frame) {
        return new Frames(Map.of(name, frame));
    }

    public static Frames of(String name1, DynamicFrame frame1, String name2, DynamicFrame frame2) {
        var both = new LinkedHashMap<String, DynamicFrame>();
        both.put(name1, frame1);
        both.put(name2, frame2);
        return new Frames(both);
    }

    /**
     * Frames under their own names, in this order.
     *
     * @throws UsageException if two have one name
     */
    public static Frames of(List<DynamicFrame> frames) {
        var all = new Frames(Map.of());
        for (var frame : frames) {
            all = all.merge(new Frames(Map.of(frame.name(), frame)));
        }
        return all;
    }

    /** The one output of a step. */
    public static Frames result(DynamicFrame frame) {
        return of(RESULT, frame);
    }

    /**
     * The frame of this name.
     *
     * @throws UsageException naming the known ones
     */
    public DynamicFrame get(String name) {
        var frame = byName.get(name);
        if (frame == null) {
            throw new UsageException("No such frame: '" + name + "' " + Suggestion.among(name, byName.keySet()));
        }
        return frame;
    }

    /** The frames and one more, at the end or in the place of the one of this name. */
    public Frames with(String name, DynamicFrame frame) {
        var more = new LinkedHashMap<>(byName);
        more.put(name, frame);
        return new Frames(more);
    }

    /** Each frame changed, under its own name; Glue's {@code map} of a collection. */
    public Frames map(BiFunction<String, DynamicFrame, DynamicFrame> change) {
        var changed = new LinkedHashMap<String, DynamicFrame>();
        byName.forEach((name, frame) -> changed.put(name, change.apply(name, frame)));
        return new Frames(changed);
    }

    /**
     * What becomes of each frame, one or several, together; Glue's {@code flatmap} of a collection.
     *
     * @throws UsageException if two of them have one name
     */
    public Frames flatMap(Function<DynamicFrame, Frames> change) {
        var all = new Frames(Map.of());
        for (var frame : byName.values()) {
            all = all.merge(change.apply(frame));
        }
        return all;
    }

    private Frames merge(Frames more) {
        var all = new LinkedHashMap<>(byName);
        more.byName.forEach((name, frame) -> {
            if (all.put(name, frame) != null) {
                throw new UsageException("Cannot put two frames called '" + name
                        + "' into one collection: give them names of their own (withName)");
            }
        });
        return new Frames(all);
    }

    /**
     * The frames after a transform of the registry, which takes them all in their order, with its settings as in a job file. The one output
     * of most transforms is called {@link #RESULT}.
     */
    public Frames apply(String transform, Map<String, ?> settings) {
        var context = byName.values().stream()
                .findFirst()
                .map(DynamicFrame::context)
                .orElseThrow(() -> new UsageException("Cannot apply " + transform + ": there is no frame"));
        return new FluentVerbs(context.registry())
                .apply(transform, settings, map((name, frame) -> frame.entering()))
                .map((name, frame) -> frame.leaving(context));
    }

    /** The one output of a transform. */
    DynamicFrame only(String transform) {
        if (byName.size() != 1) {
            throw new UsageException("Cannot take the result of " + transform + " as one frame: it makes "
                    + String.join(", ", names()) + " (use Frames.apply, and get the one that you mean)");
        }
        return byName.values().iterator().next();
    }

    /** A frame with others under free names, as a step of several inputs takes them. */
    static Frames inputs(DynamicFrame first, DynamicFrame... others) {
        var all = of(first.name(), first);
        for (var other : others) {
            all = all.with(all.freeName(other.name()), other);
        }
        return all;
    }

    /** A name that no frame has: the given one, or with the first number behind it that makes it new. */
    private String freeName(String wanted) {
        var name = wanted;
        for (int i = 2; byName.containsKey(name); i++) {
            name = wanted + i;
        }
        return name;
    }

    /** The same frames as the outputs of a step of this name: {@code step.output}. */
    public Frames under(String step) {
        var renamed = new LinkedHashMap<String, DynamicFrame>();
        byName.forEach((name, frame) -> renamed.put(step + "." + name, frame));
        return new Frames(renamed);
    }

    /** The names in order. */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** The frames in order. */
    public Collection<DynamicFrame> frames() {
        return byName.values();
    }

    /** The frames by name, in order. */
    public Map<String, DynamicFrame> asMap() {
        return byName;
    }

    /** The record types of all frames. Runs no job. */
    public Shapes shapes() {
        var shapes = new LinkedHashMap<String, Type.Struct>();
        byName.forEach((name, frame) -> shapes.put(name, frame.schema()));
        return new Shapes(shapes);
    }
}
