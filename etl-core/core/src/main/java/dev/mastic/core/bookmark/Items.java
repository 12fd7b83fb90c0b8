// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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

    /**
     * Rows of a database, by their cursor: those after one value of it up to another, of which the youngest are named one by one, and those
     * that came late. Reading them again gives the same rows, whatever has been committed since.
     *
     * @param after the cursor that the rows come after; empty for the first
     * @param upTo the last cursor value that is read; empty when there is no row in the range, or when all rows are read without a bookmark:
     *     then there are no late ones either, and the count is that of the table
     * @param edge the rows from the beginning of the overlap on; of those no others are read
     * @param late rows of the last overlap that no run has read
     * @param count how many rows all of this is
     */
    record Rows(Optional<Cursor> after, Optional<Cursor> upTo, RowVersions edge, RowVersions late, long count)
            implements Items {}

    /**
     * What a table holds at one snapshot, or what changed up to it.
     *
     * @param after the snapshot that was read last; empty for the whole table
     * @param upTo the snapshot that is read; empty for a table without one
     * @param metadata the file that describes the table with both snapshots
     * @param count 0 when nothing has changed, else how many snapshots are read
     */
    record Snapshots(Optional<Long> after, Optional<Long> upTo, String metadata, long count) implements Items {}
}
