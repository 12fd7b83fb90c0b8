// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.engine.SimulatedInput.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A target of files, which are moved one by one between an intent and an end, as decision 0301 says. */
final class SimulatedFiles extends SimulatedSink {
    private static final int FILES = 3;

    /** What lies in the target of one run. */
    private static final class Output {
        List<Item> rows = List.of();
        final boolean[] there = new boolean[FILES];
        final boolean[] moved = new boolean[FILES];
        boolean listed;
        boolean intent;
        boolean done;

        boolean isWhole() {
            for (int i = 0; i < FILES; i++) {
                if (!there[i] && !moved[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    private final Map<Long, Output> outputs = new HashMap<>();

    SimulatedFiles(String name) {
        super(name);
    }

    private Output of(long token) {
        return outputs.computeIfAbsent(token, t -> new Output());
    }

    @Override
    List<Runnable> stage(long token, Supplier<List<Item>> rows) {
        var output = of(token);
        var steps = new ArrayList<Runnable>();
        steps.add(() -> output.rows = rows.get());
        for (int i = 0; i < FILES; i++) {
            int file = i;
            steps.add(() -> output.there[file] = true);
        }
        steps.add(() -> output.listed = true);
        return steps;
    }

    @Override
    List<Runnable> commit(long token) {
        var output = of(token);
        var steps = new ArrayList<Runnable>();
        steps.add(() -> {
            requireWhole(output);
            output.intent = !output.done;
        });
        for (int i = 0; i < FILES; i++) {
            int file = i;
            steps.add(() -> move(output, file));
        }
        steps.add(() -> {
            requireWhole(output);
            if (!output.done) {
                output.done = true;
                show(token, output.rows);
            }
        });
        steps.add(() -> {
            output.listed = false;
            output.intent = false;
        });
        return steps;
    }

    private static void requireWhole(Output output) {
        if (!output.done && !(output.listed && output.isWhole())) {
            throw new IllegalStateException("a file is gone");
        }
    }

    private static void move(Output output, int file) {
        if (output.done || output.moved[file]) {
            return;
        } else if (!output.there[file]) {
            throw new IllegalStateException("a file is gone");
        }
        output.there[file] = false;
        output.moved[file] = true;
        requireNoOrphan(output);
    }

    /** A file in its place that no note speaks of is read by everybody. */
    private static void requireNoOrphan(Output output) {
        for (boolean moved : output.moved) {
            if (moved && !output.intent && !output.done) {
                throw new ViolationException("a file of an output that is not committed is left in its place");
            }
        }
    }

    @Override
    List<Runnable> discard(long token) {
        var output = of(token);
        var steps = new ArrayList<Runnable>();
        steps.add(() -> output.listed &= output.done);
        for (int i = 0; i < FILES; i++) {
            int file = i;
            steps.add(() -> output.there[file] = false);
            steps.add(() -> output.moved[file] &= output.done);
        }
        steps.add(() -> {
            output.intent = false;
            requireNoOrphan(output);
        });
        return steps;
    }

    @Override
    Held find(long token) {
        var output = of(token);
        if (output.done) {
            return Held.COMMITTED;
        } else if (!output.listed) {
            return Held.ABSENT;
        } else if (output.intent && !output.isWhole()) {
            throw new IllegalStateException("a file of an intent is neither staged nor in place");
        }
        return output.isWhole() ? Held.COMPLETE : Held.ABSENT;
    }

    @Override
    void lose(long token) {
        var output = of(token);
        if (!output.intent && !output.done) {
            output.there[0] = false;
        }
    }
}
