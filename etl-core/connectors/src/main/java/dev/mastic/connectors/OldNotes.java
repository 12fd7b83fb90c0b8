// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import dev.mastic.core.bookmark.Output;
import java.io.IOException;
import java.util.HashSet;
import org.apache.hadoop.fs.Path;

/** What outputs that count have left among the notes: listings look at these, so that only the newest stay there. */
record OldNotes(Target target) {
    private static final int KEPT = 50;

    /** Moves the older notes of a sink into the history; what kills have left of its outputs that count goes. */
    void prune(Output output) throws IOException {
        var ofSink = new CommittedOutputs(target)
                .recent(OutputNotes.ofSink(output.run().job(), output.sink()));
        var names = new HashSet<Path>();
        target.list(target.notes()).forEach(note -> names.add(note.getPath()));
        for (var notes : ofSink) {
            if (names.contains(notes.removing())
                    || names.contains(notes.staged())
                    || names.contains(notes.staging())
                    || names.contains(notes.intent())) {
                new FileCommit(new FilePlace(target), output, notes).finish();
            }
        }
        for (var notes : ofSink.subList(Math.min(KEPT, ofSink.size()), ofSink.size())) {
            target.fs().mkdirs(target.history());
            target.renamed(notes.done(), new Path(target.history(), notes.done().getName()));
        }
    }
}
