// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.avro;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.type.Example;
import dev.mastic.core.type.Observation;
import dev.mastic.core.type.Type;
import dev.mastic.formats.SelfDescribed;
import dev.mastic.formats.WrittenSchema;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.InvalidNumberEncodingException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.avro.SchemaConverters;
import org.apache.spark.sql.types.StructType;

/**
 * What the start of a file says of it, and the heads of its blocks.
 *
 * @param written the schema of the frame that the file was written from
 * @param rows in the blocks that begin in the bytes that were looked at
 * @param whole whether the file ends as a block does
 * @see <a href="https://avro.apache.org/docs/1.11.4/specification/#object-container-files">Object container files</a>
 */
record AvroHeader(Schema schema, WrittenSchema written, long rows, boolean whole) implements SelfDescribed {
    /** What each file begins with. */
    static final byte[] MAGIC = {'O', 'b', 'j', 1};

    private static final String SCHEMA = "avro.schema";
    private static final int SYNC = 16;
    private static final int MOST_METADATA = 16 << 20;

    /** The schema alone. */
    static AvroHeader read(Path path, Configuration configuration) throws IOException {
        return read(path, configuration, 0);
    }

    /**
     * The schema, and the rows in the blocks that begin in the first bytes.
     *
     * @throws EtlException if there is no header that can be read
     */
    static AvroHeader read(Path path, Configuration configuration, long maxBytes) throws IOException {
        var fileSystem = path.getFileSystem(configuration);
        long size = fileSystem.getFileStatus(path).getLen();
        try (var in = fileSystem.open(path)) {
            var blocks = DecoderFactory.get().binaryDecoder(in, null);
            var metadata = metadata(blocks);
            var written = new WrittenSchema(Optional.ofNullable(metadata.get(WrittenSchema.KEY)));
            var sync = new byte[SYNC];
            blocks.readFixed(sync);
            long rows = rows(blocks, maxBytes);
            return new AvroHeader(schema(metadata), written, rows, endsWith(sync, size, in));
        } catch (EOFException | InvalidNumberEncodingException | AvroRuntimeException e) {
            throw new EtlException("no Avro header that can be read: " + e.getMessage(), e);
        }
    }

    private static boolean endsWith(byte[] sync, long size, FSDataInputStream in) throws IOException {
        var last = new byte[SYNC];
        in.readFully(size - SYNC, last);
        return Arrays.equals(last, sync);
    }

    private static Map<String, String> metadata(BinaryDecoder in) throws IOException {
        var magic = new byte[MAGIC.length];
        in.readFixed(magic);
        if (!Arrays.equals(magic, MAGIC)) {
            throw new EtlException("it does not begin as Avro files do");
        }
        var metadata = new HashMap<String, String>();
        long left = MOST_METADATA;
        for (long count = in.readMapStart(); count > 0; count = in.mapNext()) {
            for (long i = 0; i < count; i++) {
                var key = new String(bytes(in, left), StandardCharsets.UTF_8);
                var value = new String(bytes(in, left), StandardCharsets.UTF_8);
                left -= key.length() + value.length() + 1L;
                metadata.put(key, value);
            }
        }
        return metadata;
    }

    /** A length that no header has is not believed. */
    private static byte[] bytes(BinaryDecoder in, long most) throws IOException {
        long length = in.readLong();
        if (length < 0 || length > most) {
            throw new EtlException("its header is broken (a text of " + length + " bytes)");
        }
        var bytes = new byte[(int) length];
        in.readFixed(bytes);
        return bytes;
    }

    private static Schema schema(Map<String, String> metadata) {
        var json = metadata.get(SCHEMA);
        if (json == null) {
            throw new EtlException("its header has no schema");
        }
        try {
            return new Schema.Parser().parse(json);
        } catch (AvroRuntimeException | StackOverflowError e) { // Avro parses by recursion
            throw new EtlException("the schema in its header cannot be read: " + e.getMessage(), e);
        }
    }

    /** Of the blocks no more is read than their heads. */
    private static long rows(BinaryDecoder blocks, long maxBytes) throws IOException {
        long rows = 0;
        try {
            for (long at = 0; at < maxBytes && !blocks.isEnd(); ) {
                long count = blocks.readLong();
                long size = blocks.readLong();
                if (count < 0 || size < 0 || size > Integer.MAX_VALUE - SYNC) {
                    return rows; // the reader refuses it
                }
                blocks.skipFixed((int) size + SYNC);
                rows += count;
                at += size + SYNC;
            }
        } catch (EOFException e) {
            return rows; // cut off: the reader refuses what is missing
        }
        return rows;
    }

    /**
     * The type of the rows, as Spark reads the file when it is told nothing.
     *
     * @throws EtlException if its values are no records, or of types that Spark has not
     */
    @Override
    public Type.Struct type() {
        if (schema.getType() != Schema.Type.RECORD) {
            throw new EtlException(
                    "its values are no records (got " + schema.getType().getName() + ")");
        }
        try {
            return SparkTypes.fromSpark(
                    (StructType) SchemaConverters.toSqlType(schema).dataType());
        } catch (EtlException e) {
            throw e;
        } catch (Exception e) { // Scala throws checked exceptions without saying so
            throw new EtlException("its schema has no types in Spark: " + e.getMessage(), e);
        }
    }

    /** Avro's reader ends in silence where a block is not whole. */
    @Override
    public Optional<String> cutOff() {
        return whole ? Optional.empty() : Optional.of("ends inside a block, what was read before is kept");
    }

    @Override
    public void observe(Observation observation, String path) {
        observation.struct(new Example(path, 0, schema.getFullName()));
        for (var field : type().fields()) {
            var written = schema.getField(field.name()).schema().toString();
            observation.field(field.name()).typed(field.type(), new Example(path, 0, written));
        }
    }
}
