// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import dev.mastic.core.bookmark.Advance;
import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.bookmark.FileLedger;
import dev.mastic.core.bookmark.Items;
import dev.mastic.core.bookmark.Position;
import dev.mastic.core.bookmark.Read;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.failure.UsageException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The files that there are, from which a run takes its slice. */
record FileSelection(String source, List<FileItem> files) {
    /** A file that was read and has changed since is taken again, whole. */
    Slice within(Bounds bounds) {
        if (bounds.until().isPresent()) {
            throw new UsageException("Cannot read source '" + source
                    + "' up to a position: a set of files has no order (expected max-items or max-bytes)");
        }
        return bounds.read() == Read.ALL
                ? slice(files, bounds, new Advance.Nothing())
                : slice(unread(bounds), bounds, new Advance.Files());
    }

    private Slice slice(List<FileItem> chosen, Bounds bounds, Advance advance) {
        return Slice.of(source, new Items.Files(limited(chosen, bounds)), advance);
    }

    private List<FileItem> unread(Bounds bounds) {
        var seen = bounds.since(source, Position.Files.class)
                .map(Position.Files::seen)
                .orElse(FileLedger.empty());
        return files.stream()
                .filter(file -> seen.state(file) != FileLedger.State.SEEN)
                .toList();
    }

    private static List<FileItem> limited(List<FileItem> chosen, Bounds bounds) {
        var inOrder =
                chosen.stream().sorted(Comparator.comparing(FileItem::path)).toList();
        var taken = new ArrayList<FileItem>();
        long bytes = 0;
        for (var file : inOrder) {
            bytes += file.size();
            boolean fits = taken.size() < bounds.maxItems().orElse(Long.MAX_VALUE)
                    && bytes <= bounds.maxBytes().orElse(Long.MAX_VALUE);
            if (!fits && !taken.isEmpty()) {
                break;
            }
            taken.add(file);
        }
        return taken;
    }
}
