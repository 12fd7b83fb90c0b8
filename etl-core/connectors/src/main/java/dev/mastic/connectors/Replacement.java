// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.failure.Quantity;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.Intent;
import dev.mastic.core.io.NoSuchPathException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;

/** Which files go when an output becomes visible: by the mode of its sink, or because it takes the place of an earlier one. */
record Replacement(FilePlace place, Output output) {
    boolean onlyAdds() {
        return place.mode() == WriteMode.APPEND && output.replaces().isEmpty();
    }

    /**
     * Refuses to take the place of an output that is not there as it was written.
     *
     * @throws UsageException naming the run and the first file that has gone
     */
    void check() throws IOException {
        if (output.replaces().isPresent()) {
            ofRun(output.replaces().get());
        }
    }

    /** The files that go now, as listings show them, sorted. */
    List<String> files(Manifest manifest) throws IOException {
        if (onlyAdds()) {
            return List.of();
        }
        if (output.replaces().isPresent()) {
            return ofRun(output.replaces().get());
        }
        var folders = scope(manifest, List.of());
        return visible().stream()
                .filter(file -> folders.stream().anyMatch(file::startsWith))
                .toList();
    }

    /** The folders in which files are exchanged, each with a slash at its end. */
    List<String> scope(Manifest manifest, List<String> removed) {
        if (onlyAdds()) {
            return List.of();
        }
        if (output.replaces().isEmpty() && place.mode() == WriteMode.REPLACE) {
            return replaced();
        }
        return Stream.concat(place.target().places(manifest).stream(), removed.stream())
                .map(file -> file.substring(0, file.lastIndexOf('/') + 1))
                .distinct()
                .sorted()
                .toList();
    }

    private List<String> replaced() {
        if (place.replaced().isEmpty()) {
            return List.of(FileListing.plain(place.target().root()) + "/");
        }
        return place.replaced().stream()
                .map(folder -> FileListing.plain(place.target().child(folder)) + "/")
                .sorted()
                .toList();
    }

    /** The run of another commit that has begun and not ended, and exchanges files in one of these folders. */
    Optional<Run> rival(OutputNotes mine, List<String> scope) throws IOException {
        for (var status : place.target().list(mine.folder())) {
            var note = status.getPath();
            var notes = OutputNotes.read(note);
            if (note.getName().endsWith(Intent.INTENT)
                    && !notes.equals(Optional.of(mine))
                    && notes.isPresent()
                    && place.target().fs().exists(notes.get().staged())) {
                var theirs = place.target().read(note);
                if (theirs.isPresent()) {
                    var commit = CommitNote.read(theirs.get(), note.toString());
                    if (overlap(commit.scope(), scope)) {
                        return Optional.of(commit.run());
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean overlap(List<String> these, List<String> those) {
        return these.stream()
                .anyMatch(one -> those.stream().anyMatch(other -> one.startsWith(other) || other.startsWith(one)));
    }

    private List<String> ofRun(Run run) throws IOException {
        var what = "Cannot replace the output of run " + run.runId() + " of sink '" + output.sink() + "' in "
                + FileListing.plain(place.target().root()) + ": ";
        var note = new CommittedOutputs(place.target())
                .inPlaceOf(run, output.sink())
                .orElseThrow(() -> new UsageException(what + "there is none"));
        if (note.files().isEmpty()) {
            throw new UsageException(what + "it was written by an earlier version, which did not note its files");
        }
        var gone = new ArrayList<String>();
        for (var file : note.adds()) {
            if (place.target().status(new Path(file)).isEmpty()) {
                gone.add(file);
            }
        }
        if (!gone.isEmpty()) {
            throw new UsageException(
                    what + gone.size() + " of its " + Quantity.of(note.adds().size(), "file")
                            + (gone.size() == 1 ? " has" : " have") + " gone (first: " + gone.get(0)
                            + "): it was replaced or compacted since");
        }
        return note.adds().stream().sorted().toList();
    }

    private List<String> visible() {
        try {
            var target = place.target();
            return FileListing.list(target.root().toString(), target.fs().getConf()).stream()
                    .map(FileItem::path)
                    .toList();
        } catch (NoSuchPathException e) {
            return List.of();
        }
    }
}
