// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.mastic.core.frame.Projection;
import dev.mastic.core.frame.Value;
import dev.mastic.core.io.SchemaChange;
import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.functions;

/**
 * The texts of a column for what has no place in the others: {@code {"field": value, …, "_file": path}}. Choices are written as their
 * values, times with all their digits.
 *
 * @param hasFile whether Spark can tell of which file a row is
 */
record Rescue(boolean hasFile) {
    private static final Map<String, String> ALL_DIGITS = Map.of(
            "timestampFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX", "timestampNTZFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSS");

    /**
     * The text of what is rescued of a row, null if nothing is.
     *
     * @param fields whole values under their names
     * @param lost of each, whether it is rescued
     */
    Value text(Projection fields, Map<String, Value> lost) {
        if (lost.isEmpty()) {
            return Value.nothing(Type.Primitive.STRING);
        }
        return new Value(Type.Primitive.STRING, columns -> {
            var entries = new ArrayList<Column>();
            lost.forEach((name, condition) -> entries.add(functions.when(
                    column(condition, columns),
                    entry(name, json(fields.find(name).orElseThrow(), columns)))));
            var rescued = functions.concat_ws(",", entries.toArray(Column[]::new));
            var file = hasFile
                    ? entry(SchemaChange.FILE, scalar(functions.nullif(functions.input_file_name(), functions.lit(""))))
                    : functions.lit(null).cast("string");
            var text =
                    functions.concat(functions.lit("{"), functions.concat_ws(",", rescued, file), functions.lit("}"));
            return functions.when(rescued.notEqual(""), text).expr();
        });
    }

    private static Column entry(String name, Column json) {
        return functions.concat(functions.lit(key(name)), json);
    }

    private static String key(String name) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(name)) + "\":";
    }

    /** JSON of a value, null if it is null. */
    private static Column json(Value value, List<Expression> columns) {
        if (!hasChoice(value.type())) {
            return scalar(column(value, columns));
        } else if (value.type() instanceof Type.Choice) {
            return functions.coalesce(value.branches().orElseThrow().members().stream()
                    .map(branch -> json(branch.value(), columns))
                    .toArray(Column[]::new));
        } else if (value.type() instanceof Type.Array array) {
            return inside(
                    "[", functions.transform(column(value, columns), each -> element(array.element(), each)), "]");
        } else if (value.type() instanceof Type.Map map) {
            return inside("{", entries(map, column(value, columns)), "}");
        }
        var fields = value.fields().orElseThrow().members().stream()
                .map(field -> entry(field.name(), json(field.value(), columns)))
                .toArray(Column[]::new);
        return functions.when(column(value, columns).isNotNull(), inside("{", functions.array(fields), "}"));
    }

    private static Column entries(Type.Map type, Column map) {
        return functions.transform(
                functions.map_entries(map),
                each -> functions.concat(
                        scalar(each.getField("key").cast("string")),
                        functions.lit(":"),
                        element(type.value(), each.getField("value"))));
    }

    private static Column element(Type type, Column each) {
        return functions.coalesce(json(Value.input(type, 0), List.of(each.expr())), functions.lit("null"));
    }

    private static Column inside(String begin, Column parts, String end) {
        return functions.concat(functions.lit(begin), functions.array_join(parts, ","), functions.lit(end));
    }

    private static boolean hasChoice(Type type) {
        if (type instanceof Type.Struct struct) {
            return struct.fields().stream().anyMatch(field -> hasChoice(field.type()));
        } else if (type instanceof Type.Array array) {
            return hasChoice(array.element());
        }
        return type instanceof Type.Choice || (type instanceof Type.Map map && hasChoice(map.value()));
    }

    /** Spark writes JSON of arrays and structs only; null stays null. */
    private static Column scalar(Column value) {
        var inBrackets = functions.to_json(functions.array(value), ALL_DIGITS);
        return functions.when(
                value.isNotNull(),
                inBrackets.substr(functions.lit(2), functions.length(inBrackets).minus(2)));
    }

    private static Column column(Value value, List<Expression> columns) {
        return new Column(value.expression().apply(columns));
    }
}
