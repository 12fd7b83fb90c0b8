// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

/** What a bookmark remembers of a source. */
public sealed interface Position {
    /** The word for this kind of position, such as {@code files}. */
    String kind();

    /** The file versions that have been read. */
    record Files(FileLedger seen) implements Position {
        public static final String KIND = "files";

        @Override
        public String kind() {
            return KIND;
        }
    }

    /**
     * The cursor of the last row that was read.
     *
     * @param edge the rows of the overlap that have been read; a row of the overlap that is none of them came late
     */
    record Rows(Cursor last, RowVersions edge) implements Position {
        @Override
        public String kind() {
            return "rows";
        }

        /** The last cursor in words. */
        @Override
        public String toString() {
            return "after " + String.join(", ", last.values());
        }
    }

    /** The snapshot of an Iceberg table that has been read, with all before it. */
    record Snapshot(long id) implements Position {
        @Override
        public String kind() {
            return "snapshot";
        }

        @Override
        public String toString() {
            return "snapshot " + id;
        }
    }
}
