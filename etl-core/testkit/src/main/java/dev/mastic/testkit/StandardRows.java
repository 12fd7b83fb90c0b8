// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.collection.JavaConverters;

/**
 * Six rows with every type that files hold, at its edges: the longest decimals, times before 1970 and in the year 9999, the empty text beside
 * null, signs that CSV quotes, other scripts, empty and missing parts. What reads them compares them as {@link #canonical} texts.
 */
public final class StandardRows {
    private static final String FLAT = """
            id, cast(flag as boolean) flag, cast(tiny as tinyint) tiny, cast(small as smallint) small, cast(big as bigint) big,
            cast(single as float) single, cast(twice as double) twice, cast(price as decimal(38,10)) price, text,
            cast(day as date) day, cast(at as timestamp) at, cast(there as timestamp_ntz) there""";
    private static final String DEEP = """
            cast(bytes as binary) bytes,
            case when id = 5 then null when id = 4 then cast(array() as array<string>) else array(text, null, 'z') end tags,
            case when id = 5 then null when id = 4 then cast(map() as map<string,int>) else map('a', 1, 'ü', null) end counts,
            case when id = 5 then null else
                named_struct('city', text, 'zip', named_struct('code', if(id = 4, null, id), 'lines', array(id, id + 1))) end place""";
    private static final String VALUES = """
            values
            (1, 'true', '1', '2', '3', '1.5', '0.1', '12.5', 'Grüße 🦊 日本', 'abc', '2024-02-29', '2024-02-29 12:30:15.123456', '2024-02-29 12:30:15.5'),
            (2, 'false', '127', '32767', '9223372036854775807', '3.4028235E38', '1.7976931348623157E308', '9999999999999999999999999999.9999999999', 'null', 'NULL', '9999-12-31', '9999-12-31 23:59:59.999999', '9999-12-31 23:59:59.999999'),
            (3, 'true', '-128', '-32768', '-9223372036854775808', '-1.4E-45', '4.9E-324', '-9999999999999999999999999999.9999999999', ' a "quoted", text ', '', '1900-01-01', '1969-12-31 23:59:58.999999', '1900-01-01 00:00:00.000001'),
            (4, 'false', '0', '0', '0', '0', '0', '0', '', '', '1970-01-01', '1970-01-01 00:00:00', '1970-01-01 00:00:00'),
            (5, null, null, null, null, null, null, null, null, null, null, null, null),
            (6, 'true', '7', '7', '7', '-2.25', '1E10', '-0.0000000001', 'two\\nlines\\t\\\\', 'x', '2000-01-01', '1900-01-01 00:00:00.000001', '2000-01-01 00:00:00')
            as rows(id, flag, tiny, small, big, single, twice, price, text, bytes, day, at, there)""";
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");
    private static final ObjectMapper JSON = new ObjectMapper();

    private StandardRows() {}

    /** The rows with nested columns and bytes. */
    public static Dataset<Row> all(SparkSession spark) {
        return spark.sql("select " + FLAT + ", " + DEEP + " from " + VALUES);
    }

    /** The rows with single values alone, as CSV has them. */
    public static Dataset<Row> flat(SparkSession spark) {
        return spark.sql("select " + FLAT + " from " + VALUES);
    }

    /** The columns of {@link #flat}, as a source is told them. */
    public static String flatSchema() {
        return "id int, flag boolean, tiny tinyint, small smallint, big bigint, single float, twice double, price decimal(38,10),"
                + " text string, day date, at timestamp, there timestamp_ntz";
    }

    /**
     * Rows as JSON texts, sorted: numbers as their digits, floating ones as the bits of a double, times in UTC with microseconds, bytes in
     * hexadecimal. The same value gives the same text, whoever has read it.
     */
    public static List<String> canonical(Dataset<Row> rows) {
        return rows.collectAsList().stream()
                .map(row -> node(row).toString())
                .sorted()
                .toList();
    }

    private static JsonNode node(Object value) {
        if (value == null) {
            return JsonNodeFactory.instance.nullNode();
        } else if (value instanceof Row row) {
            var object = JSON.createObjectNode();
            for (int i = 0; i < row.size(); i++) {
                object.set(row.schema().apply(i).name(), node(row.get(i)));
            }
            return object;
        } else if (value instanceof scala.collection.Seq<?> sequence) {
            var array = JSON.createArrayNode();
            JavaConverters.seqAsJavaList(sequence).forEach(element -> array.add(node(element)));
            return array;
        } else if (value instanceof scala.collection.Map<?, ?> map) {
            var object = JSON.createObjectNode();
            var sorted = new TreeMap<String, JsonNode>();
            JavaConverters.mapAsJavaMap(map).forEach((key, element) -> sorted.put((String) key, node(element)));
            return object.setAll(sorted);
        }
        return JsonNodeFactory.instance.textNode(text(value));
    }

    private static String text(Object value) {
        if (value instanceof Double || value instanceof Float) {
            return "%016x".formatted(Double.doubleToLongBits(((Number) value).doubleValue()));
        } else if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        } else if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        } else if (value instanceof Date date) {
            return date.toLocalDate().toString();
        } else if (value instanceof Timestamp time) {
            return MICROS.format(time.toInstant().atOffset(ZoneOffset.UTC)) + "Z";
        } else if (value instanceof LocalDateTime time) {
            return MICROS.format(time);
        }
        return value.toString();
    }
}
