// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.bookmark.FileLedger;
import dev.mastic.core.bookmark.FileLedger.State;
import dev.mastic.core.bookmark.Position;
import dev.mastic.core.bookmark.Read;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Leaves out of the files of a folder those that a ledger has seen, but for one, which shows that the folder has files: a listing of millions
 * takes no more memory than what is new.
 *
 * @param passedOver files that are no data of the source, and so cannot stand for their folder; they are left to who knows why
 */
record Unread(FileLedger seen, Predicate<FileItem> passedOver) implements UnaryOperator<List<FileItem>> {
    /** What a source has seen that is read within such bounds. */
    static FileLedger seen(String source, Bounds bounds) {
        if (bounds.read() == Read.ALL) {
            return FileLedger.empty();
        }
        return bounds.since(source, Position.Files.class)
                .map(Position.Files::seen)
                .orElse(FileLedger.empty());
    }

    @Override
    public List<FileItem> apply(List<FileItem> files) {
        if (seen.size() == 0) {
            return files;
        }
        var states = seen.states(files);
        var unread = new ArrayList<FileItem>();
        boolean hasSeen = false;
        for (int i = 0; i < states.size(); i++) {
            boolean isSeen = states.get(i) == State.SEEN && !passedOver.test(files.get(i));
            if (!isSeen || !hasSeen) {
                unread.add(files.get(i));
            }
            hasSeen |= isSeen;
        }
        return unread;
    }
}
