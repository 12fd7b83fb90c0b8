// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import dev.mastic.formats.text.Refusal.Why;
import java.util.List;

/**
 * What becomes of the records of a file.
 *
 * @param <R> what becomes of one
 */
interface RecordShape<R> {
    /**
     * Called once before the first record.
     *
     * @param names those of the file's columns; empty where it has no header
     * @return why the file cannot be read; null if it can
     */
    String begin(List<String> names);

    /** Makes something of a record; null to refuse it: then {@link #why} says why. */
    R read(Cells cells, long line);

    /** Why the last record was refused. */
    Why why();
}
