// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import java.util.List;

/**
 * What stands in numbers beside digits.
 *
 * @param decimal the mark before the fraction
 * @param thousands the mark between groups of three digits, or {@link Syntax#NONE}
 */
record NumberMarks(int decimal, int thousands) {
    /** The pairs that are looked for, the plainest first: it wins where another says no more. */
    static final List<NumberMarks> ALL = List.of(
            new NumberMarks('.', Syntax.NONE),
            new NumberMarks('.', ','),
            new NumberMarks(',', Syntax.NONE),
            new NumberMarks(',', '.'),
            new NumberMarks('.', '\''),
            new NumberMarks('.', ' '),
            new NumberMarks(',', ' '));

    static NumberMarks of(CellNotation notation) {
        return new NumberMarks(notation.decimal(), notation.thousands());
    }
}
