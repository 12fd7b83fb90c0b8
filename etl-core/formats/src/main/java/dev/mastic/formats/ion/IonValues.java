// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.ion;

/** Where the values at the top of a file begin and end, by their bytes alone: whether they are Ion is for the library to say. */
interface IonValues {
    /** The window ends before the value. */
    int OPEN = -1;

    /** There is no value that could have an end. */
    int BROKEN = -2;

    /** What a value is. */
    enum Kind {
        /** One that may be a record. */
        VALUE,
        /** The mark of a version: symbols are forgotten. */
        VERSION,
        /** A table of symbols, for what follows. */
        SYMBOLS,
        /** Nothing, such as a comment. */
        NOTHING
    }

    /**
     * The index behind the value that begins at an index, {@link #OPEN} or {@link #BROKEN}.
     *
     * @param whole whether the file ends at the limit
     */
    int end(byte[] bytes, int at, int limit, boolean whole);

    /** What the value between two indexes is. */
    Kind kind(byte[] bytes, int at, int end);

    /** Behind what may stand between values. */
    int skip(byte[] bytes, int at, int limit);

    /** Whether reading may go on behind a value that has no end. */
    boolean resumes();

    /** Behind a value that has no end, where reading may go on; {@link #OPEN} if that cannot be told. */
    int resume(byte[] bytes, int at, int limit);
}
