// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import static dev.mastic.core.failure.Failpoints.hit;

import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Receipt;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.OutcomeUnknownException;
import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.Intent;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * How far one output of files has come, and its last steps, from the target alone; needs no Spark. The order of the
 * steps is such that after a kill at any point the next process can tell where to go on:
 *
 * <ol>
 *   <li>files in the staging folder, then {@code .staged}: complete, invisible;
 *   <li>{@code .intent}, then each file is renamed to its place: readers of Mastic pass over the files of an intent;
 *   <li>{@code .done}: committed; then the staging folder, {@code .staged} and {@code .intent} are removed.
 * </ol>
 *
 * To discard, {@code .staged} goes first: an intent without it is one that is being taken back.
 */
final class FileCommit {
    private static final int KEPT_NOTES = 50;

    private final Target target;
    private final Output output;
    private final OutputNotes notes;

    FileCommit(Target target, Output output) {
        this.target = target;
        this.output = output;
        this.notes = OutputNotes.of(target.notes(), output);
    }

    /** The newest run of a job with a committed output in the target. */
    static Optional<Run> latest(Target target, String job) throws IOException {
        var newest = done(target, OutputNotes.ofJob(job)).stream().findFirst();
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        var note = newest.get().done();
        var document = target.read(note);
        return document.isEmpty() ? Optional.empty() : Optional.of(Manifest.readRun(document.get(), note.toString()));
    }

    /** The folder for the files of a frame, relative to the target. */
    String staging(int frame) {
        return Intent.FOLDER + "/" + notes.id() + "/" + frame;
    }

    /** Whether it is committed, and with what counts. */
    Optional<Receipt> receipt() throws IOException {
        var document = target.read(notes.done());
        return document.isEmpty()
                ? Optional.empty()
                : Optional.of(Manifest.readReceipt(document.get(), notes.done().toString()));
    }

    /** What is staged; empty if staging did not end or is being taken back. */
    Optional<Manifest> manifest() throws IOException {
        var document = target.read(notes.staged());
        return document.isEmpty()
                ? Optional.empty()
                : Optional.of(Manifest.read(document.get(), notes.staged().toString()));
    }

    boolean hasIntent() throws IOException {
        return target.fs().exists(notes.intent());
    }

    /** Ends staging. */
    void staged(Manifest manifest) throws IOException {
        target.write(notes.staged(), manifest.write());
    }

    /** The files of the manifest that are neither staged nor in their place. */
    List<String> missing(Manifest manifest) throws IOException {
        var present = present(manifest);
        return manifest.frames().stream()
                .flatMap(frame -> frame.files().stream().map(frame::visible))
                .filter(path -> !present.containsKey(path))
                .toList();
    }

    /** The files that are staged, or else in their place, by the path that they will have. */
    Map<String, FileStatus> present(Manifest manifest) throws IOException {
        var staged = target.filesBelow(notes.staging());
        var present = new HashMap<String, FileStatus>();
        for (var frame : manifest.frames()) {
            for (var file : frame.files()) {
                var here = staged.get(target.child(frame.staged(file)));
                var status = here != null ? Optional.of(here) : target.status(target.child(frame.visible(file)));
                status.filter(found -> found.getLen() == file.size())
                        .ifPresent(found -> present.put(frame.visible(file), found));
            }
        }
        return present;
    }

    Receipt commit() throws IOException {
        var earlier = receipt();
        if (earlier.isPresent()) {
            cleanUp(notes);
            return earlier.get();
        }
        var manifest = manifest()
                .orElseThrow(() -> new EtlException(
                        cannotCommit() + "it is not staged any more; another process has taken it back"));
        refuseGaps(manifest);
        hit("file-sink.before-intent");
        target.write(notes.intent(), Intent.write(places(manifest)));
        hit("file-sink.after-intent");
        moveAll(manifest);
        hit("file-sink.before-done");
        refuseLostIntent();
        target.write(notes.done(), Manifest.writeDone(output, manifest.receipt()));
        hit("file-sink.after-done");
        cleanUp(notes);
        prune();
        return manifest.receipt();
    }

    /** Takes the output back unless it is committed. */
    void discard() throws IOException {
        if (!target.fs().exists(notes.done())) {
            var intent = target.read(notes.intent());
            target.delete(notes.staged());
            if (intent.isPresent()) {
                for (var file : Intent.read(intent.get())) {
                    target.delete(new Path(file));
                }
            }
        }
        cleanUp(notes);
    }

    private void refuseGaps(Manifest manifest) throws IOException {
        var missing = missing(manifest);
        if (missing.isEmpty()) {
            return;
        }
        var what = cannotCommit() + gap(missing);
        throw hasIntent() ? new OutcomeUnknownException(what, todo()) : new EtlException(what);
    }

    private void refuseLostIntent() throws IOException {
        if (!hasIntent() && !target.fs().exists(notes.done())) {
            throw new OutcomeUnknownException(
                    cannotCommit() + "another process has taken it back meanwhile",
                    "see which run of job '" + output.run().job() + "' is newer, and run again");
        }
    }

    private String cannotCommit() {
        return "Cannot commit the output of sink '" + output.sink() + "' to " + FileListing.plain(target.root()) + ": ";
    }

    static String gap(List<String> missing) {
        return missing.size() + " files are neither staged nor in place (first: " + missing.get(0) + ")";
    }

    String todo() {
        return "see who removed or changed them, then remove " + notes.staged()
                + ", which makes the next run write this output again";
    }

    private List<String> places(Manifest manifest) {
        return manifest.frames().stream()
                .flatMap(frame -> frame.files().stream().map(frame::visible))
                .map(path -> FileListing.plain(target.child(path)))
                .toList();
    }

    private void moveAll(Manifest manifest) throws IOException {
        var staged = target.filesBelow(notes.staging());
        var folders = new HashSet<Path>();
        for (var frame : manifest.frames()) {
            for (var file : frame.files()) {
                var from = target.child(frame.staged(file));
                var to = target.child(frame.visible(file));
                if (staged.containsKey(from)) {
                    if (folders.add(to.getParent())) {
                        target.fs().mkdirs(to.getParent());
                    }
                    move(from, to, file.size());
                    hit("file-sink.after-rename");
                }
            }
        }
    }

    private void move(Path from, Path to, long size) throws IOException {
        if (renamed(from, to) || hasSize(to, size)) {
            return;
        }
        // a copy that a file system without renames did not end; the name is ours alone
        target.delete(to);
        if (!renamed(from, to)) {
            throw new IOException("cannot rename " + from + " to " + to);
        }
    }

    private boolean hasSize(Path file, long size) throws IOException {
        return target.status(file).filter(status -> status.getLen() == size).isPresent();
    }

    private boolean renamed(Path from, Path to) throws IOException {
        try {
            return target.fs().rename(from, to);
        } catch (FileNotFoundException e) {
            // another process that finishes the same commit was faster; the caller looks
            return false;
        }
    }

    private void cleanUp(OutputNotes finished) throws IOException {
        target.delete(finished.staging());
        for (var note : target.list(finished.folder())) {
            var name = note.getPath().getName();
            if (name.startsWith(finished.id() + ".") && name.endsWith(OutputNotes.UNFINISHED)) {
                target.delete(note.getPath());
            }
        }
        target.delete(finished.staged());
        target.delete(finished.intent());
    }

    /** Keeps the newest notes of this sink; what a kill has left beside notes of the end goes. */
    private void prune() throws IOException {
        var done = done(target, OutputNotes.ofSink(output.run().job(), output.sink()));
        var names = new HashSet<String>();
        target.list(notes.folder()).forEach(note -> names.add(note.getPath().getName()));
        for (var finished : done) {
            if (names.contains(finished.intent().getName())) {
                cleanUp(finished);
            }
        }
        for (var old : done.subList(Math.min(KEPT_NOTES, done.size()), done.size())) {
            target.delete(old.done());
        }
    }

    /** The committed outputs whose ids begin so, newest first. */
    private static List<OutputNotes> done(Target target, String prefix) throws IOException {
        var done = new ArrayList<OutputNotes>();
        for (var note : target.list(target.notes())) {
            var name = note.getPath().getName();
            if (name.startsWith(prefix) && name.endsWith(Intent.DONE)) {
                done.add(new OutputNotes(target.notes(), name.substring(0, name.length() - Intent.DONE.length())));
            }
        }
        done.sort(Comparator.comparingLong(OutputNotes::token).reversed());
        return done;
    }
}
