// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A refused row: where it was, which step refused it and why, and the row itself.
 *
 * @param source the file, or the frame where there is no file
 * @param offset byte offset of the row in the unpacked file; null where unknown
 * @param line line of the row from 1; null where unknown
 * @param step the source or step that refused it
 * @param column the path of the value that is wrong; null for the whole row
 * @param raw the row as it was read, or as JSON
 */
public record RowFault(String source, Long offset, Long line, String step, String column, String reason, String raw) {
    /** The columns of frames of faults, in this order. */
    public static final StructType SCHEMA = new StructType()
            .add("source", DataTypes.StringType)
            .add("offset", DataTypes.LongType)
            .add("line", DataTypes.LongType)
            .add("step", DataTypes.StringType)
            .add("column", DataTypes.StringType)
            .add("reason", DataTypes.StringType)
            .add("raw", DataTypes.StringType);
}
