// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import java.io.Serializable;

/**
 * Where the records of a file stand.
 *
 * @param skippedLines how many lines come before the header, or before the data if there is none
 * @param header whether a line names the columns
 * @param unitLines how many lines stand between the header and the data, such as units
 * @param footerRecords how many records after the data are none, such as a note on the source
 */
record Layout(int skippedLines, boolean header, int unitLines, int footerRecords) implements Serializable {
    /** A header and data. */
    static final Layout DEFAULT = new Layout(0, true, 0, 0);
}
