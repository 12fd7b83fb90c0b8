// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.grok;

import java.util.List;

/** Finds the cells of lines. One file and one thread at a time. */
interface LineCells {
    /** The names of the cells, in their order; more of them after a {@link #directive}. */
    List<String> names();

    /** Whether a line says how those after it are read, and is no record. */
    boolean directive(byte[] bytes, int from, int to);

    /** Finds the cells of a line, without its end. Answers why it has none; null if it has them. */
    String match(byte[] bytes, int from, int to);

    /** What holds the cells that were found last, in UTF-8. */
    byte[] bytes();

    /** Where each cell begins; the same as its end where it has no value. */
    int[] starts();

    /** Where each cell ends. */
    int[] ends();
}
