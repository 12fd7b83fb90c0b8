// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.bookmark.Phase;
import dev.mastic.engine.SimulatedInput.Item;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A store with leases, a journal and bookmarks, as the contract of bookmark stores describes it. */
final class SimulatedStore {
    static final int LEASE_TIME = 40;

    /** A call of a process that another one has overtaken. */
    static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Overtaken() {
            super(null, null, false, false);
        }
    }

    /** One run of the journal. */
    static final class Entry {
        final long token;
        final long runId;
        final List<Item> items;
        final Set<String> staged = new LinkedHashSet<>();
        Phase phase = Phase.PLANNED;

        Entry(long token, long runId, List<Item> items) {
            this.token = token;
            this.runId = runId;
            this.items = items;
        }
    }

    private final Set<Guard> guards;
    private final Map<Long, Entry> journal = new HashMap<>();
    private final Map<Integer, Integer> ledger = new HashMap<>();
    private long newest;
    private long holder;
    private long expires;

    SimulatedStore(Set<Guard> guards) {
        this.guards = guards;
    }

    /** The run that has the lease; empty if it is free. */
    Optional<Long> holder(long now) {
        return expires > now ? Optional.of(holder) : Optional.empty();
    }

    long acquire(long runId, long now) {
        holder = runId;
        expires = now + LEASE_TIME;
        return ++newest;
    }

    void renew(long token, long now) {
        if (token == newest && expires > 0) {
            expires = now + LEASE_TIME;
        }
    }

    void release(long token) {
        if (token == newest) {
            expires = 0;
        }
    }

    List<Entry> unfinished() {
        return journal.values().stream()
                .filter(entry -> !entry.phase.isFinal())
                .sorted((a, b) -> Long.compare(a.token, b.token))
                .toList();
    }

    boolean isDone(long runId) {
        return journal.values().stream().anyMatch(entry -> entry.runId == runId && entry.phase == Phase.ADVANCED);
    }

    Map<Integer, Integer> ledger() {
        return ledger;
    }

    void plan(long token, Entry entry) {
        fence(token);
        journal.put(entry.token, entry);
    }

    void mark(long token, Entry entry, Phase phase, Set<String> staged) {
        fence(token);
        var known = journal.get(entry.token);
        if (known == null) {
            return;
        }
        if (known.phase != phase && (known.phase.isFinal() || phase.compareTo(known.phase) < 0)) {
            throw new IllegalStateException("run " + entry.token + " goes from " + known.phase + " to " + phase);
        }
        known.phase = phase;
        known.staged.addAll(staged);
    }

    void advance(long token, Entry entry) {
        fence(token);
        move(entry);
    }

    /** Moves the bookmarks without any question. */
    void move(Entry entry) {
        journal.putIfAbsent(entry.token, entry);
        var known = journal.get(entry.token);
        if (known.phase != Phase.ADVANCED) {
            known.phase = Phase.ADVANCED;
            entry.items.forEach(item -> ledger.put(item.id(), item.version()));
        }
    }

    boolean hasAdvanced(long token) {
        return journal.containsKey(token) && journal.get(token).phase == Phase.ADVANCED;
    }

    private void fence(long token) {
        if (guards.contains(Guard.FENCE) && token != newest) {
            throw new Overtaken();
        }
    }
}
