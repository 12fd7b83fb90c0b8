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
 * @param untilBlank whether a blank line ends the table: what stands behind it belongs to others
 */
record Layout(int skippedLines, boolean header, int unitLines, int footerRecords, boolean untilBlank)
        implements Serializable {
    /** A header and data. */
    static final Layout DEFAULT = new Layout(0, true, 0, 0);

    /** One that the end of the file ends. */
    Layout(int skippedLines, boolean header, int unitLines, int footerRecords) {
        this(skippedLines, header, unitLines, footerRecords, false);
    }

    /** The same of a table that stands behind other lines, and perhaps before some. */
    Layout within(int linesBefore, boolean last) {
        return new Layout(skippedLines + linesBefore, header, unitLines, footerRecords, !last);
    }
}
