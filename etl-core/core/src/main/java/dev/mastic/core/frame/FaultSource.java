// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A reader or step that may refuse rows. While good rows are computed it only signals; {@link #faults} is the second, narrow pass that
 * produces the refused rows exactly.
 */
public interface FaultSource {
    /** What a refusal means for the run. */
    enum Kind {
        /** The row is ill-formed: it is a fault. */
        REFUSED,
        /** The row found no partner in a join: it is a fault, and is counted as unmatched. */
        UNMATCHED,
        /** The row found no partner in a join, which the job allows: it is counted as unmatched. */
        UNMATCHED_ALLOWED
    }

    /** The source or step, as fault reports name it. */
    String step();

    Kind kind();

    /** Whether a row was refused in any action so far. Runs no job. */
    boolean signalled();

    /**
     * Makes sure that {@link #faults} are all, for a reader that knows only what it has read so far. Runs a Spark job that reads everything,
     * once; steps know all that they refuse, and run none.
     */
    default void readAll() {}

    /** The refused rows with the columns of {@link RowFault#SCHEMA}. Lazy. */
    Dataset<Row> faults();
}
