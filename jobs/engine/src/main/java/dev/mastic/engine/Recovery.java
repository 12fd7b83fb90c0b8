// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.bookmark.JournalEntry;
import dev.mastic.core.bookmark.Lease;
import dev.mastic.core.bookmark.Phase;
import dev.mastic.core.bookmark.PlannedSink;
import dev.mastic.core.bookmark.Receipt;
import dev.mastic.core.failure.OutcomeUnknownException;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.Found;
import dev.mastic.core.io.Sink;
import dev.mastic.core.plugin.Parts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Ends the runs that did not end by themselves: each is completed or discarded, judged from its journal and its targets. Sinks are
 * rebuilt from the journal alone. Starts Spark only when rows must be staged again.
 */
final class Recovery {
    private final BookmarkStore store;
    private final Parts parts;
    private final LazySpark spark;

    Recovery(BookmarkStore store, Parts parts, LazySpark spark) {
        this.store = store;
        this.parts = parts;
        this.spark = spark;
    }

    /**
     * Ends every unfinished run of the plan's job.
     *
     * @throws OutcomeUnknownException if it cannot be told whether a sink has committed; nothing was deleted
     */
    List<RunReport.Recovered> recover(Lease lease, JobPlan plan) {
        return store.unfinished(lease.job()).stream()
                .map(entry -> recover(lease, entry, plan))
                .toList();
    }

    private RunReport.Recovered recover(Lease lease, JournalEntry entry, JobPlan plan) {
        var outcome =
                switch (entry.phase()) {
                    case PLANNED -> discard(lease, entry);
                    case STAGED -> finishStaged(lease, entry, plan);
                    case COMMITTED -> advance(lease, entry, "all sinks had committed; the bookmarks were moved");
                    case ADVANCED, DISCARDED -> throw new IllegalStateException("A finished run needs no recovery");
                };
        return new RunReport.Recovered(
                entry.run().runId(), entry.phase().toString().toLowerCase(Locale.ROOT), outcome);
    }

    private String finishStaged(Lease lease, JournalEntry entry, JobPlan plan) {
        var found = new LinkedHashMap<String, Found>();
        entry.sinks().stream()
                .filter(sink -> entry.receipts().containsKey(sink.name()))
                .forEach(sink -> found.put(sink.name(), rebuild(sink).find(entry.output(sink.name()))));
        refuseUnknown(entry, found);
        var absent = named(found, Found.Absent.class);
        var committed = named(found, Found.Committed.class);
        if (!absent.isEmpty() && committed.isEmpty()) {
            return discard(lease, entry);
        }
        var receipts = new LinkedHashMap<String, Receipt>();
        if (!absent.isEmpty()) {
            new Stager(plan, entry, spark, parts.registry())
                    .stage(absent)
                    .bySink()
                    .forEach((name, staged) -> receipts.put(name, staged.commit()));
        }
        found.forEach((name, state) -> receipt(state, receipts, name));
        store.mark(lease, entry.run(), Phase.COMMITTED, receipts);
        var how = committed.size() == found.size() ? "all sinks had committed" : "the staged output was committed";
        return advance(lease, entry, absent.isEmpty() ? how : "the missing output was staged again and committed");
    }

    private static void receipt(Found state, Map<String, Receipt> receipts, String name) {
        if (state instanceof Found.Committed committed) {
            receipts.put(name, committed.receipt());
        } else if (state instanceof Found.Complete complete) {
            receipts.put(name, complete.staged().commit());
        }
    }

    private static void refuseUnknown(JournalEntry entry, Map<String, Found> found) {
        found.forEach((name, state) -> {
            if (state instanceof Found.Unknown unknown) {
                throw new OutcomeUnknownException(
                        "Cannot tell whether sink '" + name + "' of run "
                                + entry.run().runId() + " has committed: " + unknown.what(),
                        unknown.todo());
            }
        });
    }

    private String discard(Lease lease, JournalEntry entry) {
        entry.sinks().forEach(sink -> rebuild(sink).discard(entry.output(sink.name())));
        store.mark(lease, entry.run(), Phase.DISCARDED, Map.of());
        return "nothing was visible; its output was discarded";
    }

    private String advance(Lease lease, JournalEntry entry, String outcome) {
        store.advance(lease, entry.run());
        return outcome;
    }

    private Sink rebuild(PlannedSink sink) {
        var factory = parts.registry().get(Sink.class, sink.factory());
        return factory.create(factory.settings().parse("sink '" + sink.name() + "'", sink.settings()), parts);
    }

    private static Set<String> named(Map<String, Found> found, Class<? extends Found> state) {
        var names = new LinkedHashSet<String>();
        new ArrayList<>(found.entrySet())
                .stream()
                        .filter(entry -> state.isInstance(entry.getValue()))
                        .forEach(entry -> names.add(entry.getKey()));
        return names;
    }
}
