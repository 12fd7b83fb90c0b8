// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

import java.util.Comparator;
import java.util.List;

/** The list of what is read: the exact input of a run. */
public sealed interface Items {
    /** How many items there are. */
    long count();

    /** Versions of files, sorted by path. */
    record Files(List<FileItem> files) implements Items {
        public Files {
            files = files.stream().sorted(Comparator.comparing(FileItem::path)).toList();
        }

        @Override
        public long count() {
            return files.size();
        }
    }
}
