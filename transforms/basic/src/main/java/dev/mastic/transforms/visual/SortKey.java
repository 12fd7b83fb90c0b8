// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.frame.Value;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.transforms.sql.SqlExpression;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.RowOrdering;

/**
 * What rows are ordered by: an expression and its direction, {@code "price * 2 desc nulls last"}.
 *
 * @param nullsFirst Spark's default: first when ascending, last when descending
 */
record SortKey(SqlExpression expression, boolean descending, boolean nullsFirst) {
    private static final Pattern FORM =
            Pattern.compile("(?is)(.+?)(?:\\s+(asc|desc))?(?:\\s+nulls\\s+(first|last))?\\s*");

    /**
     * Reads a key.
     *
     * @param verb what is done by it, for messages
     */
    static SortKey parse(String verb, String text) {
        var failure = "Cannot " + verb + " by '" + text + "'";
        var form = FORM.matcher(text);
        if (!form.matches() || form.group(1).isBlank()) {
            throw new UsageException(
                    failure + ": there is no expression (expected a form such as \"price desc nulls last\")");
        } else if (form.group(1).strip().matches("\\d+")) {
            throw new UsageException(failure + ": a number is the same in all rows (expected the name of a column)");
        }
        boolean descending = "desc".equalsIgnoreCase(form.group(2));
        boolean nullsFirst = form.group(3) == null ? !descending : "first".equalsIgnoreCase(form.group(3));
        return new SortKey(new SqlExpression(failure, form.group(1)), descending, nullsFirst);
    }

    /**
     * The value that is compared.
     *
     * @throws UsageException if values of its type have no order, as maps and choices
     */
    Value in(Type.Struct record) {
        var value = expression.in(record);
        if (hasChoice(value.type())) {
            throw new UsageException(expression.failure() + ": a value of several types has no order (got "
                    + TypeString.print(value.type()) + "; resolve the choice before, or take a branch as in name.int)");
        } else if (!RowOrdering.isOrderable(SparkTypes.toSpark(value.type()))) {
            throw new UsageException(expression.failure() + ": values of its type have no order (got "
                    + TypeString.print(value.type()) + ")");
        }
        return value;
    }

    Column over(Type.Struct record, Dataset<Row> rows) {
        var column = in(record).over(record, rows);
        if (descending) {
            return nullsFirst ? column.desc_nulls_first() : column.desc_nulls_last();
        }
        return nullsFirst ? column.asc_nulls_first() : column.asc_nulls_last();
    }

    private static boolean hasChoice(Type type) {
        if (type instanceof Type.Struct struct) {
            return struct.fields().stream().anyMatch(field -> hasChoice(field.type()));
        }
        return type instanceof Type.Choice || (type instanceof Type.Array array && hasChoice(array.element()));
    }
}
