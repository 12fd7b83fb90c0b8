// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Where the files of one attempt at an output lie while nobody reads them, and how they come to their places. */
sealed interface Staging permits StagingFolder, StagedUploads {
    static Staging of(Target target, OutputNotes notes) {
        return target.isStore() ? new StagedUploads(target, notes) : new StagingFolder(target, notes);
    }

    /** Before the first file is written: from now on a fresh process finds what there is to be taken back. */
    void begin() throws IOException;

    /**
     * Where Spark's tasks write the files of a frame, relative to the target.
     *
     * @param place the folder that they belong in; empty for the target itself
     */
    String folder(int frame, String place);

    /** What the names of all files of the attempt have in their middle, of a run's own words. */
    String stem(String run);

    /** The files that are staged, or else in their place, by the path that they will have. */
    Map<String, FileStatus> present(Manifest manifest) throws IOException;

    /**
     * Brings what is staged to its places; answers which files are not there then.
     *
     * @param present what was staged or in its place a moment ago: what another process has moved or taken back since is not there to be
     *     moved, and not missed if it is in its place
     */
    List<String> publish(Manifest manifest, Map<String, FileStatus> present) throws IOException;

    /** Removes what is not in its place. */
    void clear() throws IOException;

    /**
     * The one step that decides whether the output counts: another process can go from the same note to another one only before.
     *
     * @return whether it has been taken here, or the same way by another process
     */
    boolean decide(Path to) throws IOException;

    /** Ends a decision that a kill has cut short. */
    void settle() throws IOException;

    /** Whether staged files can be read before they are in their places. */
    boolean isReadable();
}
