// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.JobSpec;
import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.bookmark.JournalEntry;
import dev.mastic.core.bookmark.Phase;
import dev.mastic.core.bookmark.PlannedSink;
import dev.mastic.core.bookmark.Position;
import dev.mastic.core.bookmark.Read;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.io.SinkCapability;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An earlier run, read again: exactly its slices of the sources with bookmarks.
 *
 * @param earlier the run whose output is in the targets, which is the last repetition of the one that was named
 */
record Repetition(JournalEntry earlier) implements NewRows {
    /**
     * The run of this id, or its last repetition.
     *
     * @throws UsageException naming what is in the way: a run that has not advanced, sinks that cannot replace its output, files that have
     *     changed
     */
    static Repetition of(String runId, JobPlan plan, BookmarkStore store) {
        var history = new JobHistory(store.history(plan.job()));
        var named = history.last(runId);
        if (named.phase() != Phase.ADVANCED) {
            throw refused(runId, "it is " + named.phase() + " and has no output to replace", "");
        }
        var earlier = store.entry(history.inPlaceOf(named.run()))
                .orElseThrow(() -> refused(runId, "the journal holds it no more", ""));
        if (plan.spec().bookmarks() == JobSpec.Bookmarks.DISABLED) {
            throw refused(
                    runId, "the job reads everything each time (bookmarks = disabled)", ": add --bookmarks paused");
        }
        checkSinks(runId, earlier, plan);
        var repetition = new Repetition(earlier);
        plan.sources().stream()
                .filter(source -> plan.readOf(source) == Read.NEW)
                .forEach(source -> repetition.checkFiles(runId, source));
        return repetition;
    }

    @Override
    public Slice of(PlannedSource source, Optional<Position> position) {
        return NewRows.still(slice(source));
    }

    @Override
    public Optional<Repetition> repeats() {
        return Optional.of(this);
    }

    private Slice slice(PlannedSource source) {
        var runId = earlier.run().runId();
        return earlier.slice(source.bookmark())
                .orElseThrow(() -> refused(
                        runId,
                        "it has read nothing of source '" + source.name() + "'",
                        ": undo the change of the job since"));
    }

    private static void checkSinks(String runId, JournalEntry earlier, JobPlan plan) {
        var unable = plan.outputs().stream()
                .filter(output -> !output.sink().capabilities().contains(SinkCapability.REDO))
                .map(PlannedOutput::name)
                .toList();
        if (!unable.isEmpty()) {
            throw refused(
                    runId,
                    "these sinks cannot replace the output of an earlier run: " + String.join(", ", unable),
                    ": rewind the bookmarks instead, which adds the rows again");
        }
        var now = plan.outputs().stream().map(PlannedOutput::name).toList();
        var gone = earlier.sinks().stream()
                .map(PlannedSink::name)
                .filter(name -> earlier.receipts().containsKey(name) && !now.contains(name))
                .toList();
        if (!gone.isEmpty()) {
            throw refused(
                    runId,
                    "it has written to sinks that the job has no more: " + String.join(", ", gone),
                    ": undo the change of the job since");
        }
    }

    private void checkFiles(String runId, PlannedSource source) {
        var changed = source.source().changed(slice(source));
        if (!changed.isEmpty()) {
            throw refused(
                    runId,
                    "files that it has read of source '" + source.name() + "' have changed or gone: " + names(changed),
                    ": bring them back, or run the job, which reads the changed ones as new");
        }
    }

    /** The first few of some files, for a message. */
    static String names(List<FileItem> files) {
        var names = files.stream().limit(3).map(FileItem::path).collect(Collectors.joining(", "));
        return files.size() > 3 ? names + ", … " + (files.size() - 3) + " more" : names;
    }

    private static UsageException refused(String runId, String why, String hint) {
        return new UsageException("Cannot repeat run " + runId + ": " + why + hint);
    }
}
