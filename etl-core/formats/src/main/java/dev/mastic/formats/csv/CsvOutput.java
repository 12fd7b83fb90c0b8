// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import dev.mastic.formats.text.UsualOptions;
import java.util.Map;
import org.apache.hadoop.mapreduce.Job;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.csv.CSVFileFormat;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StructType;

/**
 * Spark's writer of CSV, told to write what is read back as it was: a header, quotes doubled, null as nothing and the empty text as two
 * quotes, blanks kept, timestamps with their microseconds and offset. What a caller sets goes before.
 *
 * @see <a href="https://spark.apache.org/docs/3.5.7/sql-data-sources-csv.html">CSV files in Spark</a>
 */
public final class CsvOutput extends CSVFileFormat {
    private static final long serialVersionUID = 1L;
    private static final UsualOptions USUAL = new UsualOptions(Map.of(
            "header", "true",
            "escape", "\"",
            "nullValue", "",
            "emptyValue", "\"\"",
            "ignoreLeadingWhiteSpace", "false",
            "ignoreTrailingWhiteSpace", "false",
            "timestampFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX",
            "timestampNTZFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSS",
            "dateFormat", "yyyy-MM-dd"));

    @Override
    public OutputWriterFactory prepareWrite(
            SparkSession session,
            Job job,
            scala.collection.immutable.Map<String, String> options,
            StructType dataSchema) {
        return super.prepareWrite(session, job, USUAL.under(options), dataSchema);
    }

    /** Single values only, and no bytes: Spark would write their address. */
    @Override
    public boolean supportDataType(DataType type) {
        return super.supportDataType(type) && !(type instanceof BinaryType) && !(type instanceof NullType);
    }
}
