// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.text;

import java.io.Serializable;
import java.time.Duration;

/**
 * What reading may cost, whatever stands in a file. A record beyond a limit is refused, and the rest of a file that takes too long.
 *
 * @param recordBytes how long a record may be
 * @param depth how many levels a record may have
 * @param time how long a piece of a file may take once something in it was refused, without waiting for bytes and for who takes the rows
 */
public record ReadBudget(int recordBytes, int depth, Duration time) implements Serializable {
    /** 128 MB, 1,000 levels, ten minutes. */
    public static final ReadBudget DEFAULT = new ReadBudget(128 << 20, 1000, Duration.ofMinutes(10));

    /** The same for looking at a file before it is read, where several are looked at at a time: 32 MB, one minute. */
    public static final ReadBudget LOOK = new ReadBudget(32 << 20, DEFAULT.depth(), Duration.ofMinutes(1));

    /** The same without an end in time, for reading again what was read in time. */
    ReadBudget patient() {
        return new ReadBudget(recordBytes, depth, Duration.ofDays(365));
    }
}
