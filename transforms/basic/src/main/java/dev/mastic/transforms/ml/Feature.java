// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.ml;

import dev.mastic.core.frame.Value;
import dev.mastic.core.type.Type;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * A number that a model reads of each row; never null.
 *
 * @param value over the columns of the frame
 * @param inRow the same number of a training row
 */
record Feature(Value value, ToDoubleFunction<Row> inRow) implements ToDoubleFunction<Row> {
    /** More different texts than these say little about other columns. */
    static final int MOST_CATEGORIES = 32;

    private static final Set<Type> NUMBERS = Set.of(
            Type.Primitive.BYTE,
            Type.Primitive.SHORT,
            Type.Primitive.INT,
            Type.Primitive.LONG,
            Type.Primitive.FLOAT,
            Type.Primitive.DOUBLE);

    @Override
    public double applyAsDouble(Row row) {
        return inRow.applyAsDouble(row);
    }

    static boolean isNumber(Type type) {
        return NUMBERS.contains(type) || type instanceof Type.Decimal;
    }

    /** A number or boolean as a double; null where it is null or not finite. */
    static Value finite(Value number) {
        return change(
                number.tryCast(Type.Primitive.DOUBLE),
                value -> functions.when(functions.abs(value).lt(Double.POSITIVE_INFINITY), value));
    }

    /** A text; null where it is empty. */
    static Value text(Value text) {
        return new Value(Type.Primitive.STRING, columns -> {
            var value = new Column(text.expression().apply(columns));
            return functions.when(value.notEqual(""), value).expr();
        });
    }

    /** A double made of another value. */
    static Value change(Value value, UnaryOperator<Column> change) {
        return new Value(Type.Primitive.DOUBLE, columns -> change.apply(
                        new Column(value.expression().apply(columns)))
                .expr());
    }

    /**
     * The features of a column of numbers: itself, the mean for null; none if it is the same everywhere.
     *
     * @param finite as {@link #finite} makes it
     * @param index of the column in the training rows
     */
    static List<Feature> ofNumbers(Value finite, TrainingRows training, int index) {
        var different = training.rows().stream()
                .filter(row -> !row.isNullAt(index))
                .map(row -> row.getDouble(index))
                .distinct()
                .limit(2)
                .count();
        return different < 2 ? List.of() : List.of(filled(finite, row -> row.getDouble(index), training, index));
    }

    /**
     * The features of a column of texts: for each text whether it is there, its share for null; none if there are too many, or one only.
     *
     * @param text as {@link #text} makes it
     */
    static List<Feature> ofTexts(Value text, TrainingRows training, int index) {
        var texts = new TreeSet<String>();
        training.rows().stream().filter(row -> !row.isNullAt(index)).forEach(row -> texts.add(row.getString(index)));
        if (texts.size() > MOST_CATEGORIES) {
            return List.of();
        }
        // whether it is the first is known from the others
        return texts.stream()
                .skip(1)
                .map(category -> filled(
                        change(text, value -> value.equalTo(category).cast("double")),
                        row -> category.equals(row.getString(index)) ? 1 : 0,
                        training,
                        index))
                .toList();
    }

    /** A column's number, or its mean where the column is null. */
    private static Feature filled(Value value, ToDoubleFunction<Row> inRow, TrainingRows training, int index) {
        double mean = training.mean(index, inRow);
        return new Feature(
                change(value, number -> functions.coalesce(number, functions.lit(mean))),
                row -> row.isNullAt(index) ? mean : inRow.applyAsDouble(row));
    }
}
