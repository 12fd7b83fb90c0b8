// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.JobSpec;
import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.bookmark.FileLedger;
import dev.mastic.core.bookmark.JournalEntry;
import dev.mastic.core.bookmark.Phase;
import dev.mastic.core.bookmark.Position;
import dev.mastic.core.bookmark.Read;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.config.Problems;
import dev.mastic.core.failure.UsageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the next run of a plan reads, by its bookmarks. Changes nothing and starts no Spark. */
final class NextSlices {
    private final JobPlan plan;
    private final BookmarkStore store;
    private final NewRows rows;
    private final Postponed postponed;
    private final Map<String, FileLedger> ledgers = new LinkedHashMap<>();

    /**
     * @param rows what is taken of sources with bookmarks
     * @param postponed the files that are left to a later run
     */
    NextSlices(JobPlan plan, BookmarkStore store, NewRows rows, Postponed postponed) {
        this.plan = plan;
        this.store = store;
        this.rows = rows;
        this.postponed = postponed;
    }

    /** What was read before, by source; known once the slices are. */
    Map<String, FileLedger> ledgers() {
        return ledgers;
    }

    /**
     * Refuses to read again what a target holds already.
     *
     * @throws LostStateException if a target holds commits of this job that the state knows nothing of
     */
    void refuseLostState() {
        if (plan.spec().bookmarks() == JobSpec.Bookmarks.DISABLED) {
            return;
        }
        for (var sink : plan.sinks()) {
            sink.sink().latest(plan.job()).filter(run -> !store.knows(run)).ifPresent(run -> {
                throw new LostStateException(run, sink.name());
            });
        }
    }

    /** The slices of all sources; all sources that are not there are named at once. */
    List<Slice> slices() {
        var slices = new ArrayList<Slice>();
        var problems = new Problems();
        for (var source : plan.sources()) {
            try {
                slices.add(slice(source));
            } catch (UsageException e) {
                problems.add(source.origin(), e.getMessage());
            }
        }
        problems.throwIfAny("job '" + plan.job() + "'");
        return slices;
    }

    /** What a run of these slices writes to the journal. */
    JournalEntry entry(Run run, List<Slice> slices) {
        var replaces = rows.repeats().map(repetition -> repetition.earlier().run());
        return new JournalEntry(run, slices, plan.journalled(), Phase.PLANNED, Map.of(), replaces);
    }

    /** Whether no source that starts a run has anything to read. */
    boolean nothingNew(List<Slice> slices) {
        var fresh = plan.sources().stream()
                .filter(source -> plan.readOf(source) == Read.NEW)
                .map(PlannedSource::bookmark)
                .toList();
        return !fresh.isEmpty()
                && slices.stream().filter(s -> fresh.contains(s.source())).allMatch(Slice::isEmpty);
    }

    private Slice slice(PlannedSource source) {
        if (plan.readOf(source) == Read.ALL) {
            return source.source().slice(source.bookmark(), Bounds.all());
        }
        var position = store.position(plan.job(), source.bookmark());
        if (position.isPresent() && position.get() instanceof Position.Files files) {
            ledgers.put(source.name(), files.seen());
        }
        return postponed.without(source, rows.of(source, position));
    }
}
