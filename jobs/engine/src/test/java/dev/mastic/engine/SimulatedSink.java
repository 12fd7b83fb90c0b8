// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.engine.SimulatedInput.Item;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** A target: who reads it sees the rows of its outputs, each under the token of its run. */
abstract class SimulatedSink {
    /** The target does not take an output, however often it is asked. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refusal() {
            super(null, null, false, false);
        }
    }

    private final String name;
    private final Map<Item, Integer> visible = new HashMap<>();
    private final Set<Long> shown = new HashSet<>();

    SimulatedSink(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** The steps in which rows are staged. */
    abstract List<Runnable> stage(long token, Supplier<List<Item>> rows);

    /** The steps of a commit by a process with this token of its own; it fails with {@link IllegalStateException}. */
    abstract List<Runnable> commit(long token);

    /** The steps that remove what is not visible. */
    abstract List<Runnable> discard(long token);

    abstract Held find(long token);

    /** Somebody removes what is staged. */
    abstract void lose(long token);

    /** How often a reader sees an item. */
    int times(Item item) {
        return visible.getOrDefault(item, 0);
    }

    Map<Item, Integer> rows() {
        return visible;
    }

    /** The runs of which a reader sees rows. */
    Set<Long> shown() {
        return shown;
    }

    void show(long token, List<Item> rows) {
        shown.add(token);
        for (var row : rows) {
            if (row.isTorn()) {
                throw new ViolationException(
                        "sink " + name + " shows a row of another version than run " + token + " has planned: " + row);
            } else if (visible.merge(row, 1, Integer::sum) > 1) {
                throw new ViolationException("sink " + name + " shows an item twice: " + row);
            }
        }
    }
}
