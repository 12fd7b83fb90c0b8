// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

/** What a cell is when it is read by itself. */
enum CellKind {
    /** Nothing, not even blanks, or what is spelled as null in every column. */
    NULL,
    /** What is spelled as null in columns that are no strings. */
    MISSING,
    BOOLEAN,
    /** A word for true, which is a flag where one for false stands in the column too. */
    YES,
    /** A word for false, likewise. */
    NO,
    INT,
    LONG,
    /** A number that a double holds as it is written. */
    DOUBLE,
    /** {@code NaN} or an infinity. */
    NOT_FINITE,
    /** A number with more digits than a long or double holds. */
    EXACT,
    DATE,
    TIMESTAMP,
    /** Digits that begin with a zero: a number would lose it. */
    CODE,
    TEXT
}
