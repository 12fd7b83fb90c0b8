// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/**
 * How the rows of a COPY are written.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">PostgreSQL: COPY</a>
 */
interface CopyFormat {
    /**
     * The binary format where each value has one for its column, else text, which PostgreSQL itself reads into any type.
     *
     * @param types the names of the columns' types, without the last column's: the attempt
     */
    static CopyFormat of(StructType schema, List<String> types) {
        Optional<CopyFormat> binary = CopyBinary.of(schema, types);
        return binary.orElseGet(() -> new CopyText(schema));
    }

    /** What COPY must be told. */
    String options();

    /** What stands before the first row. */
    void begin(DataOutputStream out) throws IOException;

    /** A row, and behind it the attempt that it comes from. */
    void write(InternalRow row, long attempt, DataOutputStream out) throws IOException;

    /** What stands behind the last row. */
    void end(DataOutputStream out) throws IOException;
}
