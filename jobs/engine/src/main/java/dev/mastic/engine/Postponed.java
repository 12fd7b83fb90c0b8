// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.bookmark.Items;
import dev.mastic.core.bookmark.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Files that changed or went while they were read: a later run takes them. Immutable.
 *
 * @param files paths, by source
 */
record Postponed(Map<String, List<String>> files) {
    static final Postponed NONE = new Postponed(Map.of());

    Postponed {
        files = Map.copyOf(files);
    }

    /** With these files of a source, too. */
    Postponed and(PlannedSource source, List<FileItem> changed) {
        var paths = new TreeSet<>(of(source));
        changed.forEach(file -> paths.add(file.path()));
        var all = new TreeMap<>(files);
        all.put(source.name(), new ArrayList<>(paths));
        return new Postponed(all);
    }

    /** The paths of a source, sorted. */
    List<String> of(PlannedSource source) {
        return files.getOrDefault(source.name(), List.of());
    }

    /** What is left of a slice. */
    Slice without(PlannedSource source, Slice slice) {
        var left = of(source);
        if (left.isEmpty() || !(slice.items() instanceof Items.Files items)) {
            return slice;
        }
        var kept = items.files().stream()
                .filter(file -> !left.contains(file.path()))
                .toList();
        return Slice.of(slice.source(), new Items.Files(kept), slice.advance());
    }
}
