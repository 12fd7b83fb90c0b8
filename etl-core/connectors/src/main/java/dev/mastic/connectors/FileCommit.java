// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import static dev.mastic.core.failure.Failpoints.hit;

import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Receipt;
import dev.mastic.core.failure.CommitRefusedException;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.OutcomeUnknownException;
import dev.mastic.core.failure.Quantity;
import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.Intent;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * One attempt at an output of files: how far it has come, and its last steps, from the target alone; needs no Spark.
 * The order of the steps is such that after a kill at any point the next process can tell where to go on:
 *
 * <ol>
 *   <li>files in the staging folder, then {@code .staged}: complete, invisible;
 *   <li>{@code .intent}, then each file is renamed to its place: readers of Mastic pass over the files to add;
 *   <li>the intent is renamed to {@code .removing}: committed, readers pass over the files to remove, which are deleted
 *       now; it is renamed to {@code .done}. Where nothing is to be removed, the intent becomes {@code .done} at once;
 *   <li>the staging folder and {@code .staged} are removed.
 * </ol>
 *
 * To discard, the intent is renamed to {@code .discarded}, and all files go. Only one of two processes can rename the
 * intent: it decides whether the output counts, and the other finds out. How that is on S3, where nothing is renamed,
 * {@link StagedUploads} says.
 */
final class FileCommit {
    private static final int ANNOUNCEMENTS = 5;

    private final Target target;
    private final Output output;
    private final OutputNotes notes;
    private final Replacement replacement;
    private final Registration registration;
    private final Staging staging;

    FileCommit(FilePlace place, Output output, OutputNotes notes) {
        this.target = place.target();
        this.output = output;
        this.notes = notes;
        this.replacement = new Replacement(place, output);
        this.registration = place.registration();
        this.staging = Staging.of(target, notes);
    }

    /** Before the first file is written. */
    void begin() throws IOException {
        staging.begin();
    }

    /**
     * The folder for the files of a frame, relative to the target.
     *
     * @param place the folder that they belong in
     */
    String staging(int frame, String place) {
        return staging.folder(frame, place);
    }

    /** What the names of the files have in their middle. */
    String stem() {
        return staging.stem(
                SafeName.of(output.run().runId()) + "-" + output.run().token());
    }

    /** Whether it is committed, and with what counts. */
    Optional<Receipt> receipt() throws IOException {
        var ended = end(notes);
        if (ended.isEmpty()) {
            staging.settle();
            ended = end(notes);
        }
        return ended.isEmpty()
                ? Optional.empty()
                : Optional.of(note(ended.get()).receipt());
    }

    private Optional<byte[]> end(OutputNotes notes) throws IOException {
        var removing = target.read(notes.removing());
        return removing.isPresent() ? removing : target.read(notes.done());
    }

    /** What is staged; empty if staging did not end or is being taken back. */
    Optional<Manifest> manifest() throws IOException {
        var document = target.fs().exists(notes.discarded()) ? Optional.<byte[]>empty() : target.read(notes.staged());
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
        return missing(manifest, present(manifest));
    }

    private static List<String> missing(Manifest manifest, Map<String, FileStatus> present) {
        return manifest.places().filter(path -> !present.containsKey(path)).toList();
    }

    /** The files that are staged, or else in their place, by the path that they will have. */
    Map<String, FileStatus> present(Manifest manifest) throws IOException {
        return staging.present(manifest);
    }

    /** Whether they can be read before they are in their places. */
    boolean isReadable() {
        return staging.isReadable();
    }

    Receipt commit() throws IOException {
        var earlier = receipt();
        if (earlier.isPresent()) {
            finish();
            return earlier.get();
        }
        var manifest = manifest();
        var published = manifest.isPresent() ? publish(manifest.get()) : Optional.<Receipt>empty();
        if (published.isPresent()) {
            hit("file-sink.after-done");
            finish();
            new OldNotes(target).prune(output);
            return published.get();
        }
        discard();
        return receipt()
                .orElseThrow(() -> new EtlException(
                        cannotCommit() + "it is not staged any more; another process has taken it back"));
    }

    /** Makes the output count; empty if another process has finished it or taken it back meanwhile. */
    private Optional<Receipt> publish(Manifest manifest) throws IOException {
        refuseOvertaken();
        var present = present(manifest);
        refuseGaps(manifest, present);
        hit("file-sink.before-intent");
        new SliceNotes(target).write(notes, output);
        if (!announce(manifest)) {
            return Optional.empty();
        }
        hit("file-sink.after-intent");
        var gone = staging.publish(manifest, present);
        if (!gone.isEmpty() && hasIntent() && target.fs().exists(notes.staged())) {
            throw new OutcomeUnknownException(cannotCommit() + gap(gone), todo());
        } else if (!gone.isEmpty()) {
            return Optional.empty();
        }
        var unknown = registration.register(target, manifest);
        hit("file-sink.before-done");
        return end() ? Optional.of(manifest.receipt().noting(unknown)) : Optional.empty();
    }

    /** Takes the output back unless it is committed. */
    void discard() throws IOException {
        if (receipt().isPresent()) {
            finish();
            return;
        }
        staging.decide(notes.discarded());
        staging.clear();
        // a process that has slept until now may have begun meanwhile; from here on it has nothing to move
        staging.decide(notes.discarded());
        if (receipt().isPresent()) {
            finish();
            return;
        }
        var discarded = target.read(notes.discarded());
        if (discarded.isPresent()) {
            for (var file : Intent.read(discarded.get()).add()) {
                target.delete(new Path(file));
            }
        }
        new SliceNotes(target).delete(notes);
        cleanUp();
        target.delete(notes.intent());
        target.delete(notes.discarded());
    }

    /** Does what a kill after the commit has left undone. */
    void finish() throws IOException {
        var removing = target.read(notes.removing());
        if (removing.isPresent()) {
            for (var file : note(removing.get()).removes()) {
                removeUnlessFinished(new Path(file));
            }
            target.renamed(notes.removing(), notes.done());
        }
        cleanUp();
        target.delete(notes.intent());
    }

    /** Once another process has finished, a file of this name may be somebody's new one. */
    private void removeUnlessFinished(Path file) throws IOException {
        if (target.fs().exists(notes.removing())) {
            target.delete(file);
            hit("file-sink.after-removal");
        }
    }

    /** Another attempt counts, or a newer run does: this process has slept while others went on. */
    private void refuseOvertaken() throws IOException {
        var prefix = OutputNotes.ofSink(output.run().job(), output.sink());
        for (var committed : new CommittedOutputs(target).recent(prefix)) {
            if (committed.id().equals(notes.id()) || committed.token() > notes.token()) {
                throw new EtlException(cannotCommit() + "it was overtaken by another process (found "
                        + committed.done().getName() + ")");
            }
        }
    }

    private void refuseGaps(Manifest manifest, Map<String, FileStatus> present) throws IOException {
        var missing = missing(manifest, present);
        if (missing.isEmpty()) {
            return;
        }
        var what = cannotCommit() + gap(missing);
        throw hasIntent() ? new OutcomeUnknownException(what, todo()) : new EtlException(what);
    }

    private String cannotCommit() {
        return "Cannot commit the output of sink '" + output.sink() + "' to " + place() + ": ";
    }

    private String place() {
        return FileListing.plain(target.root());
    }

    static String gap(List<String> missing) {
        return Quantity.of(missing.size(), "file", "is", "are") + " neither staged nor in place (first: "
                + missing.get(0) + ")";
    }

    String todo() {
        return "see who removed or changed them, then remove " + notes.staged()
                + ", which makes the next run write this output again";
    }

    /**
     * Says which files come and go. Of two commits that exchange files in the same place, each sees the note of the
     * other before it moves anything, or its files among those to remove. Answers whether the output is still staged.
     */
    private boolean announce(Manifest manifest) throws IOException {
        if (hasIntent() && (replacement.onlyAdds() || hasMoved(manifest)) && isWhole(notes.intent())) {
            return true;
        }
        for (int attempt = 0; attempt < ANNOUNCEMENTS; attempt++) {
            var removes = replacement.files(manifest);
            var scope = replacement.scope(manifest, removes);
            var files = new Intent(target.places(manifest), removes);
            target.write(notes.intent(), note(manifest, scope, files).write());
            if (!target.fs().exists(notes.staged())) {
                return false;
            }
            refuseRival(scope);
            if (replacement.files(manifest).equals(removes)) {
                return true;
            }
        }
        discard();
        throw new CommitRefusedException(
                cannotCommit() + "files come into it faster than they can be listed (in each of " + ANNOUNCEMENTS
                        + " attempts others came): run again when fewer jobs write there");
    }

    private void refuseRival(List<String> scope) throws IOException {
        var rival = replacement.rival(notes, scope);
        if (rival.isPresent()) {
            discard();
            throw new CommitRefusedException(cannotCommit() + "run "
                    + rival.get().runId() + " of job '"
                    + rival.get().job() + "' is replacing files there now, or was broken off while it did: run again"
                    + " when that job has ended, or start it so that it ends");
        }
    }

    private CommitNote note(Manifest manifest, List<String> scope, Intent files) {
        return new CommitNote(
                output.run(), output.sink(), manifest.receipt(), output.replaces(), scope, Optional.of(files));
    }

    private CommitNote note(byte[] document) throws IOException {
        return CommitNote.read(document, notes.done().toString());
    }

    private boolean hasMoved(Manifest manifest) throws IOException {
        var present = present(manifest);
        return manifest.frames().stream()
                .anyMatch(frame -> frame.files().stream().anyMatch(file -> {
                    var found = present.get(frame.visible(file));
                    return found == null || !found.getPath().equals(target.child(frame.staged(file)));
                }));
    }

    /** Earlier versions left the receipt to the note of the end. */
    private boolean isWhole(Path intent) throws IOException {
        var document = target.read(intent);
        return document.isPresent() && !note(document.get()).run().job().isEmpty();
    }

    /** The one step by which the output counts. */
    private boolean end() throws IOException {
        var intent = target.read(notes.intent());
        boolean onlyAdds = intent.isPresent() && note(intent.get()).removes().isEmpty();
        return staging.decide(onlyAdds ? notes.done() : notes.removing());
    }

    /** What to tell when one of these steps failed. */
    EtlException failure(String what, IOException e) {
        return target.failure(what, e);
    }

    private void cleanUp() throws IOException {
        staging.clear();
        for (var note : target.list(notes.folder())) {
            var name = note.getPath().getName();
            if (name.startsWith(notes.name() + ".") && name.endsWith(OutputNotes.UNFINISHED)) {
                target.delete(note.getPath());
            }
        }
        target.delete(notes.staged());
    }
}
