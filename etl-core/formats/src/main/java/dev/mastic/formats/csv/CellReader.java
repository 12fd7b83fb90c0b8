// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import org.apache.spark.sql.catalyst.InternalRow;

/** Reads cells of one column into rows. One thread at a time. */
interface CellReader {
    /** Whether it makes sense of these bytes, which are not empty; then {@link #put} puts what they say. */
    boolean read(byte[] bytes, int from, int to);

    /** Puts the value that was read last into a row. */
    void put(InternalRow row, int place);

    /** The value that was read last, as an object. */
    Object value();

    /** Whether blanks and spellings of null have a meaning of their own, and a quoted empty cell is an empty text. */
    default boolean isText() {
        return false;
    }
}
