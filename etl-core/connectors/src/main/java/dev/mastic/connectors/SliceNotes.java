// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.RunCodec;
import dev.mastic.core.bookmark.Slice;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.fs.Path;

/** What the runs have read whose outputs lie in a target; kept as long as the target, for lost bookmarks. */
record SliceNotes(Target target) {
    void write(OutputNotes notes, Output output) throws IOException {
        if (output.slices().isEmpty()) {
            return;
        }
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(RunCodec.writeSlices(output.slices()).getBytes(StandardCharsets.UTF_8));
        }
        target.write(note(notes), bytes.toByteArray());
    }

    /** Nothing for outputs of earlier versions, and of writes outside jobs, which read nothing under a bookmark. */
    Optional<List<Slice>> read(OutputNotes notes) throws IOException {
        var note = target.read(note(notes));
        if (note.isEmpty()) {
            return Optional.empty();
        }
        try (var in = new GZIPInputStream(new ByteArrayInputStream(note.get()))) {
            return Optional.of(RunCodec.readSlices(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        }
    }

    void delete(OutputNotes notes) throws IOException {
        target.delete(note(notes));
    }

    private Path note(OutputNotes notes) {
        return new Path(target.slices(), notes.name() + ".json.gz");
    }
}
