// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Receipt;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** All attempts at one output. */
record Attempts(FilePlace place, Output output) {
    /** A new one. */
    FileCommit begin() {
        return commit(OutputNotes.of(place.target().notes(), output));
    }

    /** Those that have left anything. */
    List<FileCommit> all() throws IOException {
        var id = OutputNotes.id(output.run(), output.sink());
        return place.target().list(place.target().notes()).stream()
                .flatMap(status -> OutputNotes.read(status.getPath()).stream())
                .filter(notes -> notes.id().equals(id))
                .distinct()
                .map(this::commit)
                .toList();
    }

    /** What one of them has committed; what a kill has left undone after that is done now. */
    Optional<Receipt> receipt() throws IOException {
        for (var attempt : all()) {
            var receipt = attempt.receipt();
            if (receipt.isPresent()) {
                attempt.finish();
                return receipt;
            }
        }
        return Optional.empty();
    }

    /** The one that came furthest of those that are staged. */
    Optional<FileCommit> furthest() throws IOException {
        Optional<FileCommit> furthest = Optional.empty();
        for (var attempt : all()) {
            if (attempt.manifest().isPresent() && (furthest.isEmpty() || attempt.hasIntent())) {
                furthest = Optional.of(attempt);
            }
        }
        return furthest;
    }

    void discard() throws IOException {
        for (var attempt : all()) {
            attempt.discard();
        }
    }

    private FileCommit commit(OutputNotes notes) {
        return new FileCommit(place, output, notes);
    }
}
