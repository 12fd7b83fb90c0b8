// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the notes of some targets say at one moment.
 *
 * @param commits the commits that have begun or ended, by the path of their notes without its ending
 * @param begun what those say that have not ended, or are being taken back
 * @param removing what those say that have ended, and still remove files
 */
record CommitNotes(Set<String> commits, Map<String, Intent> begun, Map<String, Intent> removing) {
    private static final Logger LOG = LoggerFactory.getLogger(CommitNotes.class);
    /** How often the note of one commit is renamed at most while readers look at it. */
    private static final int RENAMES = 2;

    /** The notes of the targets with these roots; a folder that is no target has none. */
    static CommitNotes of(FileSystem fs, Collection<Path> roots) throws IOException {
        var notes = new CommitNotes(new HashSet<>(), new HashMap<>(), new HashMap<>());
        for (var root : roots) {
            var folder = new Path(root, Intent.FOLDER);
            for (int look = 0; !notes.add(fs, folder) && look < RENAMES; look++) {
                LOG.debug("Looking again at {}: a commit goes on", folder);
            }
        }
        return notes;
    }

    /**
     * Whether what lies in the targets may have been seen half in one state and half in another: a commit has begun
     * that was not known at an earlier moment, or one has ended since, and may have begun to remove files.
     */
    boolean haveTurnedSince(CommitNotes earlier) {
        return !earlier.commits.containsAll(commits)
                || earlier.begun.entrySet().stream()
                        .anyMatch(
                                commit -> !commit.getValue().remove().isEmpty() && !begun.containsKey(commit.getKey()));
    }

    /** The files that do not count: those that a commit has not finished to add, and those that one removes. */
    Set<String> hidden() {
        var hidden = new HashSet<String>();
        begun.values().forEach(commit -> hidden.addAll(commit.add()));
        removing.values().forEach(commit -> hidden.addAll(commit.remove()));
        return hidden;
    }

    /** Answers whether no note has got another name between being listed and being read. */
    private boolean add(FileSystem fs, Path folder) throws IOException {
        var ended = new HashSet<String>();
        boolean all = true;
        for (var path : names(fs, folder)) {
            without(path, Intent.DONE).ifPresent(ended::add);
            all &= read(fs, path, Intent.INTENT, begun);
            all &= read(fs, path, Intent.DISCARDED, begun);
            all &= read(fs, path, Intent.REMOVING, removing);
        }
        removing.keySet().removeAll(ended);
        ended.addAll(removing.keySet());
        begun.keySet().removeAll(ended);
        commits.addAll(ended);
        commits.addAll(begun.keySet());
        return all;
    }

    private static boolean read(FileSystem fs, String path, String ending, Map<String, Intent> into)
            throws IOException {
        var commit = without(path, ending);
        if (commit.isEmpty()) {
            return true;
        }
        var intent = Intent.read(fs, new Path(path));
        intent.ifPresent(found -> into.put(commit.get(), found));
        return intent.isPresent();
    }

    /** A listing may miss a note that is being renamed, but not one that is renamed less often than it is listed. */
    private static Set<String> names(FileSystem fs, Path folder) throws IOException {
        var names = new HashSet<String>();
        try {
            for (int look = 0; look <= RENAMES; look++) {
                for (var note : fs.listStatus(folder)) {
                    names.add(note.getPath().toString());
                }
            }
        } catch (FileNotFoundException e) {
            // most folders are the target of no sink
            return Set.of();
        }
        return names;
    }

    private static Optional<String> without(String path, String ending) {
        return path.endsWith(ending)
                ? Optional.of(path.substring(0, path.length() - ending.length()))
                : Optional.empty();
    }
}
