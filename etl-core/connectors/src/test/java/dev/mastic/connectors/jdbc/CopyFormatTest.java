// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.testkit.PostgresExtension;
import dev.mastic.testkit.PostgresExtension.PostgresUrl;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;

/** PostgreSQL reads the same rows from both formats. */
@ExtendWith(PostgresExtension.class)
class CopyFormatTest {
    private static final int ROWS = 300;
    private static final int EARLIEST_DAY = -2_440_588;
    private static final long MICROS_OF_A_DAY = 86_400_000_000L;
    private static final DataType NUMERIC = DataTypes.createDecimalType(38, 9);

    private final TestDatabase database;
    private final Random random = new Random(7);
    private final List<Kind> kinds = new ArrayList<>();

    CopyFormatTest(PostgresUrl url) {
        this.database = new TestDatabase(url.url());
    }

    /** A column of the test: its types here and there, and values for it. */
    private record Kind(DataType type, String pgType, IntFunction<Object> values) {}

    @BeforeEach
    void allThatHaveABinaryForm() {
        kind(DataTypes.BooleanType, "bool", i -> random.nextBoolean());
        for (var type : List.of("int2", "int4", "int8", "float4", "float8", "numeric")) {
            kind(DataTypes.ByteType, type, i -> (byte) random.nextInt());
            kind(DataTypes.ShortType, type, i -> i == 0 ? Short.MIN_VALUE : (short) random.nextInt());
        }
        for (var type : List.of("int4", "int8", "float8", "numeric")) {
            kind(DataTypes.IntegerType, type, i -> i == 0 ? Integer.MIN_VALUE : random.nextInt());
        }
        kind(DataTypes.LongType, "int8", i -> i == 0 ? Long.MIN_VALUE : random.nextLong());
        kind(DataTypes.LongType, "numeric", i -> i == 0 ? Long.MIN_VALUE : random.nextLong());
        var floats = List.of(Float.NaN, Float.NEGATIVE_INFINITY, -0.0f, Float.MIN_VALUE, Float.MAX_VALUE);
        kind(DataTypes.FloatType, "float4", i -> i < floats.size() ? floats.get(i) : random.nextFloat());
        kind(DataTypes.FloatType, "float8", i -> random.nextInt(1 << 20) / 8f);
        var doubles = List.of(Double.NaN, Double.POSITIVE_INFINITY, -0.0, Double.MIN_VALUE, Double.MAX_VALUE);
        kind(DataTypes.DoubleType, "float8", i -> i < doubles.size() ? doubles.get(i) : random.nextGaussian() * 1e9);
        kind(NUMERIC, "numeric", i -> decimal(i < 40 ? i : random.nextInt(29)));
        for (var type : List.of("text", "varchar", "bpchar")) {
            kind(DataTypes.StringType, type, this::text);
        }
        kind(DataTypes.StringType, "json", i -> UTF8String.fromString("{\"a\": [" + i + ", \"ü\\n\"]}"));
        kind(DataTypes.BinaryType, "bytea", i -> text(i).getBytes());
        kind(DataTypes.DateType, "date", i -> i == 0 ? EARLIEST_DAY : random.nextInt(4_000_000) - 1_500_000);
        for (var type : List.of("timestamp", "timestamptz")) {
            kind(DataTypes.TimestampType, type, i -> micros());
        }
        kind(DataTypes.TimestampNTZType, "timestamp", i -> micros());
        kind(DataTypes.NullType, "text", i -> null);
    }

    @Test
    void bothFormatsGiveTheSameRows() throws Exception {
        var rows = new ArrayList<InternalRow>();
        for (int i = 0; i < ROWS; i++) {
            var values = new Object[kinds.size()];
            for (int column = 0; column < values.length; column++) {
                values[column] = random.nextInt(10) == 0
                        ? null
                        : kinds.get(column).values().apply(i);
            }
            rows.add(new GenericInternalRow(values));
        }
        var binary = CopyFormat.of(schema(), types());
        assertThat(binary).isInstanceOf(CopyBinary.class);
        copy("b", binary, rows);
        copy("t", new CopyText(schema()), rows);
        assertThat(database.texts("SELECT b::text FROM b ORDER BY attempt"))
                .isEqualTo(database.texts("SELECT t::text FROM t ORDER BY attempt"))
                .hasSize(ROWS);
        assertThat(database.numbers("SELECT count(DISTINCT c0) FROM b")).containsExactly(2L);
    }

    @Test
    void noRowsAreNoBytesTooMany() throws Exception {
        copy("b", CopyFormat.of(schema(), types()), List.of());
        assertThat(database.numbers("SELECT count(*) FROM b")).containsExactly(0L);
    }

    @Test
    void whatTheDatabaseReadsFromTextGoesAsText() {
        var strings = new StructType().add("s", DataTypes.StringType);
        for (var type : List.of("uuid", "jsonb", "inet", "time", "mood")) {
            assertThat(CopyFormat.of(strings, List.of(type))).as(type).isInstanceOf(CopyText.class);
        }
    }

    /** They must not become the times that PostgreSQL calls infinity. */
    @ParameterizedTest
    @CsvSource({
        "date, -2147483648",
        "date, 2147483647",
        "timestamp, -9223372036854775808",
        "timestamp, -8276687636854775808"
    })
    void timesBeyondThoseOfTheDatabaseAreRefused(String type, long value) {
        kinds.clear();
        kind(
                type.equals("date") ? DataTypes.DateType : DataTypes.TimestampType,
                type,
                i -> type.equals("date") ? (Object) (int) value : (Object) value);
        var row = new GenericInternalRow(new Object[] {kinds.get(0).values().apply(0)});
        assertThatThrownBy(() -> copy("b", CopyFormat.of(schema(), types()), List.of(row)))
                .hasMessageContaining("out of range");
    }

    private void kind(DataType type, String pgType, IntFunction<Object> values) {
        kinds.add(new Kind(type, pgType, values));
    }

    private long micros() {
        return (random.nextInt(4_000_000) - 1_500_000) * MICROS_OF_A_DAY + random.nextLong(MICROS_OF_A_DAY);
    }

    private Decimal decimal(int digits) {
        var text = new StringBuilder(random.nextBoolean() ? "-" : "").append('0');
        for (int i = 0; i < Math.min(digits, 29); i++) {
            text.append(random.nextInt(3) == 0 ? random.nextInt(10) : 0);
        }
        var number =
                new BigDecimal(text + "." + String.format("%09d", random.nextInt(3) * random.nextInt(300_000_000)));
        return Decimal.apply(number, 38, 9);
    }

    private UTF8String text(int i) {
        var all = "a\t\n\r\\N'\"\\x äß€\uD83D\uDE00";
        return UTF8String.fromString(i == 0 ? "" : all.repeat(random.nextInt(3)) + i);
    }

    private StructType schema() {
        var schema = new StructType();
        for (int i = 0; i < kinds.size(); i++) {
            schema = schema.add("c" + i, kinds.get(i).type());
        }
        return schema;
    }

    private List<String> types() {
        return kinds.stream().map(Kind::pgType).toList();
    }

    private void copy(String table, CopyFormat format, List<? extends InternalRow> rows) throws Exception {
        var columns = new StringBuilder();
        for (int i = 0; i < kinds.size(); i++) {
            columns.append("c" + i + " " + kinds.get(i).pgType() + ", ");
        }
        database.run("CREATE TABLE " + table + " (" + columns + "attempt bigint)");
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        format.begin(out);
        for (int i = 0; i < rows.size(); i++) {
            format.write(rows.get(i), i, out);
        }
        format.end(out);
        try (var connection = database.connect()) {
            var copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + table + " FROM STDIN" + format.options());
            copy.writeToCopy(bytes.toByteArray(), 0, bytes.size());
            copy.endCopy();
        }
    }
}
