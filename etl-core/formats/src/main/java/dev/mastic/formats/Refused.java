// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats;

import java.io.Serializable;
import java.util.Objects;

/**
 * What a reader signals: a range of a file that holds refused rows, or a whole file that is refused.
 *
 * @param file its path with the scheme
 * @param start offset of the first refused row in the unpacked file
 * @param end offset behind the last one; {@link #OPEN} for all that follows
 * @param whole why the whole file is refused; null for a range
 */
public record Refused(String file, long start, long end, Whole whole) implements Serializable {
    /** The end of a range that reaches to the end of the file. */
    public static final long OPEN = Long.MAX_VALUE;

    /**
     * Why a file is refused.
     *
     * @param column the path of the column that is wrong; null where it is no column
     */
    public record Whole(String column, String reason) implements Serializable {
        public Whole {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** Rows in a range. */
    public static Refused range(String file, long start, long end) {
        return new Refused(file, start, end, null);
    }

    /** A file with all its rows. */
    public static Refused file(String file, String reason) {
        return new Refused(file, 0, OPEN, new Whole(null, reason));
    }

    /** A file with all its rows, because of one column. */
    public static Refused file(String file, String column, String reason) {
        return new Refused(file, 0, OPEN, new Whole(column, reason));
    }
}
