// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.text;

import java.io.IOException;

/**
 * How the next record of a format is found and read. One piece of a file and one thread at a time, so that it may remember what it likes.
 *
 * @param <R> what becomes of a record
 */
public interface Grammar<R> {
    /**
     * Called once, at the first byte of a stretch or behind the byte order mark, before anything is read; moves the cursor behind what
     * precedes the records, such as a header.
     */
    default void begin(Cursor cursor) throws IOException {
        // records follow at once
    }

    /**
     * Whether every reading of the file has a record beginning at this index, whatever came before: where splits begin and end. May look
     * at {@link LineBuffer#BEFORE} bytes before the index, and at nothing behind it but its own byte.
     */
    boolean boundary(byte[] window, int at);

    /** The index behind what may stand between records, from this index; the limit if that is all there is. */
    int skip(byte[] window, int at, int limit);

    /**
     * Reads the record that begins at the cursor and moves behind it, or refuses it and answers null. The cursor moves in any case.
     */
    R read(Cursor cursor) throws IOException;

    /** Called once, when the file ends, with the cursor behind its last record: refuses what is not closed. */
    default void finish(Cursor cursor) {
        // nothing is open between records
    }
}
