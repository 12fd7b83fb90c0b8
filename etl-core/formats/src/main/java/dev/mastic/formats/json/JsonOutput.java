// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.type.Type;
import dev.mastic.formats.text.UsualOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.CodecStreams;
import org.apache.spark.sql.execution.datasources.OutputWriter;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.json.JsonFileFormat;
import org.apache.spark.sql.types.StructType;

/**
 * Spark's writer of JSON lines, with the microseconds of timestamps; rows with choices are written by a writer of our own, which writes
 * a choice as its value: {@code {"id":1}} and {@code {"id":"x"}}. Which branch it was of is found again by the value only: a time among
 * texts comes back as a text. Fields that are null are left out.
 */
public final class JsonOutput extends JsonFileFormat {
    private static final long serialVersionUID = 1L;
    private static final UsualOptions USUAL = new UsualOptions(Map.of(
            "timestampFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX",
            "timestampNTZFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSS"));

    @Override
    public OutputWriterFactory prepareWrite(
            SparkSession session,
            Job job,
            scala.collection.immutable.Map<String, String> options,
            StructType dataSchema) {
        var sparks = super.prepareWrite(session, job, USUAL.under(options), dataSchema);
        var type = SparkTypes.fromSpark(dataSchema);
        return hasChoice(type) ? new Writers(sparks, type) : sparks;
    }

    private static boolean hasChoice(Type type) {
        if (type instanceof Type.Struct struct) {
            return struct.fields().stream().anyMatch(field -> hasChoice(field.type()));
        } else if (type instanceof Type.Array array) {
            return hasChoice(array.element());
        } else if (type instanceof Type.Map map) {
            return hasChoice(map.value());
        }
        return type instanceof Type.Choice;
    }

    private static final class Writers extends OutputWriterFactory {
        private static final long serialVersionUID = 1L;
        private final OutputWriterFactory sparks;
        private final Type.Struct type;

        Writers(OutputWriterFactory sparks, Type.Struct type) {
            this.sparks = sparks;
            this.type = type;
        }

        @Override
        public String getFileExtension(TaskAttemptContext context) {
            return sparks.getFileExtension(context);
        }

        @Override
        public OutputWriter newInstance(String path, StructType dataSchema, TaskAttemptContext context) {
            try {
                return new Lines(path, context, type);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** One file, a record a line. */
    private static final class Lines extends OutputWriter {
        private static final JsonFactory JSON =
                new JsonFactory().setRootValueSeparator("").enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);

        private final String path;
        private final JsonGenerator json;
        private final JsonCell.Record records;

        Lines(String path, TaskAttemptContext context, Type.Struct type) throws IOException {
            this.path = path;
            this.json = JSON.createGenerator(
                    CodecStreams.createOutputStreamWriter(context, new Path(path), StandardCharsets.UTF_8));
            this.records = new JsonCell.Record(type);
        }

        @Override
        public String path() {
            return path;
        }

        @Override
        public void write(InternalRow row) {
            try {
                records.write(row, json);
                json.writeRaw('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            try {
                json.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
