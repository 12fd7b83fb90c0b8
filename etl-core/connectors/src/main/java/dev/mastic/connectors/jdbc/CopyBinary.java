// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructType;
import org.postgresql.util.ByteConverter;

/**
 * Rows in the binary format of COPY: their number of values, and each value behind its length, in the order of bytes of networks.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html#id-1.9.3.55.9.4">PostgreSQL: the binary format</a>
 */
final class CopyBinary implements CopyFormat {
    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int NO_FLAGS = 0;
    private static final int NO_EXTENSION = 0;
    private static final int NULL = -1;
    private static final int END = -1;

    /** PostgreSQL counts from the year 2000. */
    private static final int EPOCH_DAYS = 10_957;

    private static final long EPOCH_MICROS = 86_400_000_000L * EPOCH_DAYS;

    private static final Set<DataType> WHOLE =
            Set.of(DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType, DataTypes.LongType);
    /** Their bytes are those of the text. */
    private static final Set<String> TEXTS = Set.of("text", "varchar", "bpchar", "json");

    private final List<Written> columns;

    private CopyBinary(List<Written> columns) {
        this.columns = columns;
    }

    /** How the value at a place of a row is written, with its length. */
    private interface Written {
        void to(DataOutputStream out, InternalRow row, int at) throws IOException;
    }

    /** Empty if a value has no binary form for the type of its column. */
    static Optional<CopyFormat> of(StructType schema, List<String> types) {
        var columns = new ArrayList<Written>();
        for (int i = 0; i < types.size(); i++) {
            written(schema.apply(i).dataType(), types.get(i)).ifPresent(columns::add);
        }
        return columns.size() == types.size() ? Optional.of(new CopyBinary(columns)) : Optional.empty();
    }

    @Override
    public String options() {
        return " (FORMAT binary)";
    }

    @Override
    public void begin(DataOutputStream out) throws IOException {
        out.write(SIGNATURE);
        out.writeInt(NO_FLAGS);
        out.writeInt(NO_EXTENSION);
    }

    @Override
    public void write(InternalRow row, long attempt, DataOutputStream out) throws IOException {
        out.writeShort(columns.size() + 1);
        for (int i = 0; i < columns.size(); i++) {
            if (row.isNullAt(i)) {
                out.writeInt(NULL);
            } else {
                columns.get(i).to(out, row, i);
            }
        }
        eight(out, attempt);
    }

    @Override
    public void end(DataOutputStream out) throws IOException {
        out.writeShort(END);
    }

    private static Optional<Written> written(DataType from, String to) {
        if (WHOLE.contains(from)) {
            return whole(from, to);
        } else if (from instanceof DecimalType decimal && to.equals("numeric")) {
            return Optional.of((out, row, i) -> bytes(
                    out,
                    ByteConverter.numeric(row.getDecimal(i, decimal.precision(), decimal.scale())
                            .toJavaBigDecimal())));
        } else if (from.equals(DataTypes.StringType) && TEXTS.contains(to)) {
            return Optional.of((out, row, i) -> bytes(out, row.getUTF8String(i).getBytes()));
        } else if (from.equals(DataTypes.NullType)) {
            return Optional.of((out, row, i) -> out.writeInt(NULL));
        }
        return ofOneType(from, to);
    }

    private static Optional<Written> ofOneType(DataType from, String to) {
        Written written =
                switch (from.typeName() + " " + to) {
                    case "boolean bool" -> (out, row, i) -> bytes(out, new byte[] {(byte) (row.getBoolean(i) ? 1 : 0)});
                    case "float float4" -> (out, row, i) -> four(out, Float.floatToIntBits(row.getFloat(i)));
                    case "float float8" -> (out, row, i) -> eight(out, Double.doubleToLongBits(row.getFloat(i)));
                    case "double float8" -> (out, row, i) -> eight(out, Double.doubleToLongBits(row.getDouble(i)));
                    case "binary bytea" -> (out, row, i) -> bytes(out, row.getBinary(i));
                    case "date date" -> (out, row, i) -> four(out, days(row.getInt(i)));
                    case "timestamp timestamptz", "timestamp timestamp", "timestamp_ntz timestamp" ->
                        (out, row, i) -> eight(out, micros(row.getLong(i)));
                    default -> null;
                };
        return Optional.ofNullable(written);
    }

    private static Optional<Written> whole(DataType from, String to) {
        Written written =
                switch (to) {
                    case "int2" -> (out, row, i) -> two(out, (short) value(row, i, from));
                    case "int4" -> (out, row, i) -> four(out, (int) value(row, i, from));
                    case "int8" -> (out, row, i) -> eight(out, value(row, i, from));
                    case "float4" -> (out, row, i) -> four(out, Float.floatToIntBits(value(row, i, from)));
                    case "float8" -> (out, row, i) -> eight(out, Double.doubleToLongBits(value(row, i, from)));
                    case "numeric" ->
                        (out, row, i) -> bytes(out, ByteConverter.numeric(BigDecimal.valueOf(value(row, i, from))));
                    default -> null;
                };
        return Optional.ofNullable(written);
    }

    private static long value(InternalRow row, int at, DataType type) {
        return ((Number) row.get(at, type)).longValue();
    }

    /** The outermost numbers are infinite times there: what would become one of them is a time that PostgreSQL refuses. */
    private static int days(int days) {
        return (int) Math.max((long) days - EPOCH_DAYS, Integer.MIN_VALUE + 1L);
    }

    private static long micros(long micros) {
        return Math.max(micros, Long.MIN_VALUE + EPOCH_MICROS + 1) - EPOCH_MICROS;
    }

    private static void two(DataOutputStream out, short value) throws IOException {
        out.writeInt(Short.BYTES);
        out.writeShort(value);
    }

    private static void four(DataOutputStream out, int value) throws IOException {
        out.writeInt(Integer.BYTES);
        out.writeInt(value);
    }

    private static void eight(DataOutputStream out, long value) throws IOException {
        out.writeInt(Long.BYTES);
        out.writeLong(value);
    }

    private static void bytes(DataOutputStream out, byte[] value) throws IOException {
        out.writeInt(value.length);
        out.write(value);
    }
}
