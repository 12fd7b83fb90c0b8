// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import dev.mastic.formats.text.UsualOptions;
import java.util.Arrays;
import java.util.Map;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.OutputWriter;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.csv.CSVFileFormat;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StructField;
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
        return new QuotedNames(super.prepareWrite(session, job, USUAL.under(options), dataSchema));
    }

    /** Single values only, and no bytes: Spark would write their address. */
    @Override
    public boolean supportDataType(DataType type) {
        return super.supportDataType(type) && !(type instanceof BinaryType) && !(type instanceof NullType);
    }

    /** Univocity takes single quotes around a name for its own, and away; so it gets one more pair. */
    private static final class QuotedNames extends OutputWriterFactory {
        private static final long serialVersionUID = 1L;
        private final OutputWriterFactory writers;

        QuotedNames(OutputWriterFactory writers) {
            this.writers = writers;
        }

        @Override
        public String getFileExtension(TaskAttemptContext context) {
            return writers.getFileExtension(context);
        }

        @Override
        public OutputWriter newInstance(String path, StructType dataSchema, TaskAttemptContext context) {
            var fields = Arrays.stream(dataSchema.fields())
                    .map(field ->
                            new StructField(quoted(field.name()), field.dataType(), field.nullable(), field.metadata()))
                    .toArray(StructField[]::new);
            return writers.newInstance(path, new StructType(fields), context);
        }

        private static String quoted(String name) {
            var trimmed = name.trim();
            return trimmed.length() > 1 && trimmed.startsWith("'") && trimmed.endsWith("'") ? "'" + name + "'" : name;
        }
    }
}
