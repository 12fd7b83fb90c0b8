// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What the notes of some targets say at one moment.
 *
 * @param commits the commits that have begun or ended, by the path of their notes without its ending
 * @param pending the files that commits have begun and not finished to add
 */
record CommitNotes(Set<String> commits, Set<String> pending) {
    /** The notes of the targets with these roots; a folder that is no target has none. */
    static CommitNotes of(FileSystem fs, Collection<Path> roots) throws IOException {
        var notes = new CommitNotes(new HashSet<>(), new HashSet<>());
        for (var root : roots) {
            notes.add(fs, new Path(root, Intent.FOLDER));
        }
        return notes;
    }

    /** Whether a commit has begun that was not known at an earlier moment; it may have ended too. */
    boolean hasNewSince(CommitNotes earlier) {
        return !earlier.commits.containsAll(commits);
    }

    private void add(FileSystem fs, Path folder) throws IOException {
        var done = new HashSet<String>();
        var begun = new HashSet<String>();
        for (var note : list(fs, folder)) {
            var path = note.getPath().toString();
            without(path, Intent.DONE).ifPresent(done::add);
            without(path, Intent.INTENT).ifPresent(begun::add);
        }
        commits.addAll(done);
        commits.addAll(begun);
        begun.removeAll(done);
        for (var commit : begun) {
            pending.addAll(Intent.read(fs, new Path(commit + Intent.INTENT)));
        }
    }

    private static FileStatus[] list(FileSystem fs, Path folder) throws IOException {
        try {
            return fs.listStatus(folder);
        } catch (FileNotFoundException e) {
            // most folders are the target of no sink
            return new FileStatus[0];
        }
    }

    private static Optional<String> without(String path, String ending) {
        return path.endsWith(ending)
                ? Optional.of(path.substring(0, path.length() - ending.length()))
                : Optional.empty();
    }
}
