// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import dev.mastic.core.failure.EtlException;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructType;

/**
 * Rows in the text format of COPY: a line for each, tabs between the values, {@code \N} for null.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html#id-1.9.3.55.9.2">PostgreSQL: the text format</a>
 */
final class CopyText implements CopyFormat {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS");
    private static final int MICROS = 1_000_000;

    private final List<Written> columns;

    CopyText(StructType schema) {
        columns = Arrays.stream(schema.fields())
                .map(field -> written(field.dataType()))
                .toList();
    }

    /** How the value at a place of a row is written. */
    private interface Written {
        String of(InternalRow row, int at);
    }

    @Override
    public String options() {
        return "";
    }

    @Override
    public void begin(DataOutputStream out) {
        // rows only
    }

    @Override
    public void write(InternalRow row, long attempt, DataOutputStream out) throws IOException {
        var line = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            line.append(row.isNullAt(i) ? "\\N" : columns.get(i).of(row, i)).append('\t');
        }
        out.write(line.append(attempt).append('\n').toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void end(DataOutputStream out) {
        // rows only
    }

    private static Written written(DataType type) {
        if (type instanceof DecimalType decimal) {
            return (row, i) -> row.getDecimal(i, decimal.precision(), decimal.scale())
                    .toJavaBigDecimal()
                    .toPlainString();
        } else if (type.equals(DataTypes.StringType)) {
            return (row, i) -> escaped(row.getUTF8String(i).toString());
        } else if (type.equals(DataTypes.BinaryType)) {
            return (row, i) -> "\\\\x" + HexFormat.of().formatHex(row.getBinary(i));
        } else if (type.equals(DataTypes.DateType)) {
            return (row, i) -> date(LocalDate.ofEpochDay(row.getInt(i)), "");
        } else if (type.equals(DataTypes.TimestampType)) {
            return (row, i) -> time(row.getLong(i), "+00");
        } else if (type.equals(DataTypes.TimestampNTZType)) {
            return (row, i) -> time(row.getLong(i), "");
        } else if (DatabaseTypes.isPlain(type)) {
            return (row, i) -> String.valueOf(row.get(i, type));
        }
        throw new EtlException("Cannot write a value of type " + type.catalogString() + " to a database");
    }

    /** PostgreSQL counts the years before the first backwards from 1 BC, which is the year 0 here. */
    private static String date(LocalDate date, String time) {
        int year = date.getYear() > 0 ? date.getYear() : 1 - date.getYear();
        return String.format("%04d-%02d-%02d", year, date.getMonthValue(), date.getDayOfMonth())
                + time
                + (date.getYear() > 0 ? "" : " BC");
    }

    private static String time(long micros, String zone) {
        var instant = Instant.ofEpochSecond(
                Math.floorDiv(micros, (long) MICROS), Math.floorMod(micros, (long) MICROS) * 1_000L);
        var utc = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        return date(utc.toLocalDate(), " " + TIME.format(LocalTime.from(utc)) + zone);
    }

    private static String escaped(String text) {
        var escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '\\' -> escaped.append("\\\\");
                case '\t' -> escaped.append("\\t");
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                default -> escaped.append(text.charAt(i));
            }
        }
        return escaped.toString();
    }
}
