// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import dev.mastic.core.catalog.TableName;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Rows with the columns of a table, matched by their exact names at every depth: what the rows lack becomes null, what
 * the table lacks is refused, and values are widened only where none can change.
 */
record ColumnMatch(TableName name, StructType table) {
    private static final Map<DataType, Integer> DIGITS = Map.of(
            DataTypes.ByteType, 3,
            DataTypes.ShortType, 5,
            DataTypes.IntegerType, 10,
            DataTypes.LongType, 19);
    /** Each type with those that it may become, besides itself and decimals. */
    private static final Map<DataType, List<DataType>> WIDER = Map.of(
            DataTypes.ByteType,
                    List.of(
                            DataTypes.ShortType,
                            DataTypes.IntegerType,
                            DataTypes.LongType,
                            DataTypes.FloatType,
                            DataTypes.DoubleType),
            DataTypes.ShortType,
                    List.of(DataTypes.IntegerType, DataTypes.LongType, DataTypes.FloatType, DataTypes.DoubleType),
            DataTypes.IntegerType, List.of(DataTypes.LongType, DataTypes.DoubleType),
            DataTypes.FloatType, List.of(DataTypes.DoubleType));

    /**
     * The rows as the table holds them. Lazy.
     *
     * @throws UsageException naming the columns that do not fit
     */
    Dataset<Row> apply(Dataset<Row> rows) {
        return rows.select(columns(rows.schema(), rows));
    }

    /**
     * The columns of the table, made from some of the columns of rows.
     *
     * @throws UsageException naming the columns that do not fit
     */
    Column[] columns(StructType some, Dataset<Row> rows) {
        return columns(some, name -> DynamicFrame.column(rows, name));
    }

    /**
     * Passes if rows of this type fit. Needs no session.
     *
     * @throws UsageException naming the columns that do not fit
     */
    void check(StructType rows) {
        columns(rows, functions::col);
    }

    /** The same check of the columns that the table has, without those that it lacks. */
    void checkKnown(StructType rows) {
        var known = Arrays.asList(table.fieldNames());
        check(new StructType(Arrays.stream(rows.fields())
                .filter(field -> known.contains(field.name()))
                .toArray(StructField[]::new)));
    }

    private Column[] columns(StructType rows, Function<String, Column> column) {
        refuseUnknown("", rows, table);
        return Arrays.stream(table.fields())
                .map(field -> find(rows, field, field.name())
                        .map(own -> as(column.apply(own.name()), own.dataType(), field.dataType(), own.name()))
                        .orElseGet(() -> nothing(field))
                        .as(field.name()))
                .toArray(Column[]::new);
    }

    private Column as(Column value, DataType from, DataType to, String path) {
        if (DataType.equalsIgnoreNullability(from, to)) {
            return value;
        } else if (from instanceof StructType own && to instanceof StructType wanted) {
            return struct(value, own, wanted, path);
        } else if (from instanceof ArrayType own && to instanceof ArrayType wanted) {
            return functions.transform(
                    value, element -> as(element, own.elementType(), wanted.elementType(), path + "[]"));
        } else if (from instanceof MapType own
                && to instanceof MapType wanted
                && own.keyType().equals(wanted.keyType())) {
            return functions.transform_values(
                    value, (key, each) -> as(each, own.valueType(), wanted.valueType(), path + "[value]"));
        } else if (fits(from, to)) {
            return value.cast(to);
        }
        throw refusal("column '" + path + "' does not fit without loss (got " + from.catalogString() + "; expected "
                + to.catalogString() + "): change its type before (apply-mapping), or the table");
    }

    private Column struct(Column value, StructType own, StructType wanted, String path) {
        refuseUnknown(path + ".", own, wanted);
        var fields = Arrays.stream(wanted.fields())
                .map(field -> find(own, field, path + "." + field.name())
                        .map(in ->
                                as(value.getField(in.name()), in.dataType(), field.dataType(), path + "." + in.name()))
                        .orElseGet(() -> nothing(field))
                        .as(field.name()))
                .toArray(Column[]::new);
        return functions.when(value.isNotNull(), functions.struct(fields));
    }

    private static boolean fits(DataType from, DataType to) {
        if (from.equals(DataTypes.NullType)) {
            return true;
        } else if (to instanceof DecimalType wanted && from instanceof DecimalType own) {
            return wanted.scale() >= own.scale()
                    && wanted.precision() - wanted.scale() >= own.precision() - own.scale();
        } else if (to instanceof DecimalType wanted && DIGITS.containsKey(from)) {
            return wanted.precision() - wanted.scale() >= DIGITS.get(from);
        }
        return WIDER.getOrDefault(from, List.of()).contains(to);
    }

    private static Column nothing(StructField field) {
        return functions.lit(null).cast(field.dataType());
    }

    private Optional<StructField> find(StructType own, StructField wanted, String path) {
        var found = Arrays.stream(own.fields())
                .filter(field -> field.name().equals(wanted.name()))
                .findFirst();
        if (found.isEmpty() && !wanted.nullable()) {
            throw refusal("column '" + path + "' is required there and missing in the frame");
        }
        return found;
    }

    private void refuseUnknown(String prefix, StructType own, StructType wanted) {
        var known = Arrays.asList(wanted.fieldNames());
        var unknown = Arrays.stream(own.fieldNames())
                .filter(column -> !known.contains(column))
                .toList();
        if (!unknown.isEmpty()) {
            throw refusal(unknown.stream()
                            .map(column -> "'" + prefix + column + "'")
                            .collect(Collectors.joining(", ", "the table has no column ", " "))
                    + Suggestion.among(unknown.get(0), known)
                    + ": drop them (drop-fields), or let the table have them (schema-change = evolve)");
        }
    }

    private UsageException refusal(String why) {
        return new UsageException("Cannot write to table " + name + ": " + why);
    }
}
