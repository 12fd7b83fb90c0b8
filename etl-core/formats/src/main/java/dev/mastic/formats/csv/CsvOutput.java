// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.mapreduce.Job;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.csv.CSVFileFormat;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StructType;
import scala.Predef$;
import scala.Tuple2;
import scala.collection.JavaConverters;

/**
 * Spark's writer of CSV, told to write what is read back as it was: a header, quotes doubled, null as nothing and the empty text as two
 * quotes, blanks kept, timestamps with their microseconds and offset. What a caller sets goes before.
 *
 * @see <a href="https://spark.apache.org/docs/3.5.7/sql-data-sources-csv.html">CSV files in Spark</a>
 */
public final class CsvOutput extends CSVFileFormat {
    private static final long serialVersionUID = 1L;
    private static final Map<String, String> USUAL = Map.of(
            "header", "true",
            "escape", "\"",
            "nullValue", "",
            "emptyValue", "\"\"",
            "ignoreLeadingWhiteSpace", "false",
            "ignoreTrailingWhiteSpace", "false",
            "timestampFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX",
            "timestampNTZFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSS",
            "dateFormat", "yyyy-MM-dd");

    @Override
    public OutputWriterFactory prepareWrite(
            SparkSession session,
            Job job,
            scala.collection.immutable.Map<String, String> options,
            StructType dataSchema) {
        return super.prepareWrite(session, job, withUsual(options), dataSchema);
    }

    private static scala.collection.immutable.Map<String, String> withUsual(
            scala.collection.immutable.Map<String, String> options) {
        var all = new HashMap<>(USUAL);
        JavaConverters.mapAsJavaMap(options).forEach((key, value) -> {
            all.keySet().removeIf(key::equalsIgnoreCase);
            all.put(key, value);
        });
        return JavaConverters.mapAsScalaMap(all).toMap(Predef$.MODULE$.<Tuple2<String, String>>conforms());
    }

    /** Single values only, and no bytes: Spark would write their address. */
    @Override
    public boolean supportDataType(DataType type) {
        return super.supportDataType(type) && !(type instanceof BinaryType) && !(type instanceof NullType);
    }
}
