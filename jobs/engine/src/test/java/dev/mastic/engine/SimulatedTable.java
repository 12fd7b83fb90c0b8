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

/** A target whose commits are atomic, and refused to those that a newer run has overtaken. */
final class SimulatedTable extends SimulatedSink {
    private final Map<Long, List<Item>> staged = new HashMap<>();
    private final Set<Long> committed = new HashSet<>();
    private final boolean fence;

    SimulatedTable(String name, Set<Guard> guards) {
        super(name);
        this.fence = guards.contains(Guard.FENCE);
    }

    @Override
    List<Runnable> stage(long token, Supplier<List<Item>> rows) {
        return List.of(() -> staged.put(token, rows.get()));
    }

    @Override
    List<Runnable> commit(long token) {
        return List.of(() -> {
            if (committed.contains(token)) {
                return;
            } else if (fence && committed.stream().anyMatch(other -> other > token)) {
                throw new SimulatedStore.Overtaken();
            } else if (!staged.containsKey(token)) {
                throw new IllegalStateException("nothing is staged");
            }
            committed.add(token);
            show(token, staged.get(token));
        });
    }

    @Override
    List<Runnable> discard(long token) {
        return List.of(() -> staged.remove(token));
    }

    @Override
    Held find(long token) {
        if (committed.contains(token)) {
            return Held.COMMITTED;
        }
        return staged.containsKey(token) ? Held.COMPLETE : Held.ABSENT;
    }

    @Override
    void lose(long token) {
        staged.remove(token);
    }
}
