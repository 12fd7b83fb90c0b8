// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.mastic.core.frame.Projection;
import dev.mastic.core.frame.Value;
import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.functions;

/**
 * The texts of a column for what has no place in the others: {@code {"field": value, …, "_file": path}}.
 *
 * @param hasFile whether rows come from files, and each from one
 */
record Rescue(boolean hasFile) {
    private static final String FILE = "_file";

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
            var parts = new ArrayList<Column>();
            lost.forEach((name, condition) -> parts.add(functions.when(
                    column(condition, columns),
                    entry(name, json(fields.find(name).orElseThrow(), columns)))));
            if (hasFile) {
                parts.add(entry(FILE, scalar(functions.nullif(functions.input_file_name(), functions.lit("")))));
            }
            var text = functions.concat(
                    functions.lit("{"), functions.concat_ws(",", parts.toArray(Column[]::new)), functions.lit("}"));
            var any = column(Fitted.any(List.copyOf(lost.values())).orElseThrow(), columns);
            return functions.when(any, text).expr();
        });
    }

    private static Column entry(String name, Column json) {
        var quoted = new String(JsonStringEncoder.getInstance().quoteAsString(name));
        return functions.concat(functions.lit("\"" + quoted + "\":"), json);
    }

    /** A choice is written as its value. */
    private static Column json(Value value, List<Expression> columns) {
        return value.branches()
                .map(branches -> functions.coalesce(branches.members().stream()
                        .map(branch -> json(branch.value(), columns))
                        .toArray(Column[]::new)))
                .orElseGet(() -> scalar(column(value, columns)));
    }

    /** Spark writes JSON of arrays and structs only; null stays null. */
    private static Column scalar(Column value) {
        var inBrackets = functions.to_json(functions.array(value));
        return functions.when(value.isNotNull(), functions.regexp_extract(inBrackets, "(?s)^\\[(.*)\\]$", 1));
    }

    private static Column column(Value value, List<Expression> columns) {
        return new Column(value.expression().apply(columns));
    }
}
