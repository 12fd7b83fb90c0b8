// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import dev.mastic.core.bookmark.Run;
import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.Intent;
import dev.mastic.core.io.RememberedOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The outputs that count in a target, by the notes of their ends: the newest beside the data, older ones in the history. */
record CommittedOutputs(Target target) {
    private static final Logger LOG = LoggerFactory.getLogger(CommittedOutputs.class);

    /** The newest run of a job. */
    Optional<Run> latest(String job) throws IOException {
        var newest = notes(target.notes(), OutputNotes.ofJob(job)).stream().findFirst();
        return newest.isEmpty() ? Optional.empty() : note(newest.get()).map(CommitNote::run);
    }

    /** The outputs of a job with what they have read, oldest first. */
    List<RememberedOutput> remembered(String job) throws IOException {
        var remembered = new ArrayList<RememberedOutput>();
        var slices = new SliceNotes(target);
        for (var notes : all(OutputNotes.ofJob(job))) {
            var note = note(notes);
            var read = slices.read(notes);
            if (note.isPresent() && read.isPresent()) {
                var of = note.get();
                remembered.add(new RememberedOutput(of.run(), of.sink(), read.get(), of.receipt()));
            } else if (note.isPresent()) {
                LOG.warn(
                        "What run {} has read is not kept in {}: its output was written by an earlier version",
                        note.get().run().runId(),
                        FileListing.plain(target.root()));
            }
        }
        remembered.sort(Comparator.comparing(output -> output.run().token()));
        return remembered;
    }

    /** What a sink has written in a run, or else what has taken its place since. */
    Optional<CommitNote> inPlaceOf(Run run, String sink) throws IOException {
        var ofSink = new ArrayList<CommitNote>();
        for (var notes : all(OutputNotes.ofSink(run.job(), sink))) {
            note(notes).ifPresent(ofSink::add);
        }
        ofSink.sort(Comparator.comparing(note -> note.run().token()));
        Optional<CommitNote> current = Optional.empty();
        var same = new HashSet<Run>();
        for (var note : ofSink) {
            if (note.run().equals(run) || note.redoes().filter(same::contains).isPresent()) {
                current = Optional.of(note);
                same.add(note.run());
            }
        }
        return current;
    }

    /** The attempts beside the data that count, whose ids begin so, newest first. */
    List<OutputNotes> recent(String prefix) throws IOException {
        return notes(target.notes(), prefix);
    }

    /** The note of the end; empty if it has gone meanwhile. */
    private Optional<CommitNote> note(OutputNotes notes) throws IOException {
        for (var place : List.of(
                notes.removing(),
                notes.done(),
                new Path(target.history(), notes.done().getName()))) {
            var document = target.read(place);
            if (document.isPresent()) {
                return Optional.of(CommitNote.read(document.get(), place.toString()));
            }
        }
        return Optional.empty();
    }

    private List<OutputNotes> all(String prefix) throws IOException {
        var all = new ArrayList<>(notes(target.notes(), prefix));
        for (var old : notes(target.history(), prefix)) {
            all.add(new OutputNotes(target.notes(), old.id(), old.attempt()));
        }
        return all.stream().distinct().toList();
    }

    private List<OutputNotes> notes(Path folder, String prefix) throws IOException {
        return target.list(folder).stream()
                .map(status -> status.getPath())
                .filter(note -> note.getName().startsWith(prefix))
                .filter(note ->
                        note.getName().endsWith(Intent.DONE) || note.getName().endsWith(Intent.REMOVING))
                .flatMap(note -> OutputNotes.read(note).stream())
                .sorted(OutputNotes.NEWEST_FIRST)
                .toList();
    }
}
