// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.query;

import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DecimalType$;
import org.apache.spark.sql.types.FractionalType;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/**
 * A column of two tables. Values of one type are compared as they are, numbers by their value whatever their width, nested values as JSON;
 * values of types that have nothing in common differ, unless both are null.
 *
 * @param a its type in the first table; empty where it has no such column, and all its values are null
 * @param b the same in the second
 */
record ComparedColumn(String name, Optional<DataType> a, Optional<DataType> b) {
    boolean isInBoth() {
        return a.isPresent() && b.isPresent();
    }

    /** What is worth a word: the column is in one table only, or its types differ. */
    Optional<String> note() {
        if (a.equals(b)) {
            return Optional.empty();
        } else if (!isInBoth()) {
            return Optional.of("column '" + name + "' is only in " + (a.isPresent() ? "A" : "B"));
        }
        return Optional.of("column '" + name + "' is " + a.get().simpleString() + " in A, and "
                + b.get().simpleString() + " in B");
    }

    /** The values of one of the tables in the form in which they are compared. */
    Column of(Column values, boolean inA) {
        var own = (inA ? a : b).filter(type -> !(type instanceof NullType));
        var other = (inA ? b : a).filter(type -> !(type instanceof NullType));
        if (own.isEmpty()) {
            return functions.lit(null).cast(other.map(type -> form(type, type)).orElse(DataTypes.StringType));
        }
        var type = own.get();
        var wanted = form(type, other.orElse(type));
        if (wanted.equals(type)) {
            return values;
        } else if (isNested(type) && isNested(other.orElse(type))) {
            return functions.to_json(values);
        } else if (wanted instanceof NumericType) {
            return values.cast(wanted);
        }
        var text = isNested(type) ? functions.to_json(values) : values.cast(DataTypes.StringType);
        return functions.concat(functions.lit(type.simpleString() + " "), text);
    }

    /** The type in which values of both types are compared; text where there is no other. */
    private static DataType form(DataType one, DataType other) {
        if (one.equals(other)) {
            return hasMap(one) ? DataTypes.StringType : one;
        } else if (one instanceof NumericType && other instanceof NumericType) {
            return number(one, other);
        }
        return DataTypes.StringType;
    }

    private static DataType number(DataType one, DataType other) {
        if (one instanceof IntegralType && other instanceof IntegralType) {
            return DataTypes.LongType;
        } else if (isBinary(one) || isBinary(other)) {
            return DataTypes.DoubleType;
        }
        var left = DecimalType$.MODULE$.forType(one);
        var right = DecimalType$.MODULE$.forType(other);
        int scale = Math.max(left.scale(), right.scale());
        int whole = Math.max(left.precision() - left.scale(), right.precision() - right.scale());
        return whole + scale <= DecimalType$.MODULE$.MAX_PRECISION()
                ? DataTypes.createDecimalType(whole + scale, scale)
                : DataTypes.DoubleType;
    }

    private static boolean isBinary(DataType type) {
        return type instanceof FractionalType && !(type instanceof DecimalType);
    }

    private static boolean isNested(DataType type) {
        return type instanceof StructType || type instanceof ArrayType || type instanceof MapType;
    }

    /** Maps have no order and no equality in Spark. */
    private static boolean hasMap(DataType type) {
        if (type instanceof StructType struct) {
            for (var field : struct.fields()) {
                if (hasMap(field.dataType())) {
                    return true;
                }
            }
            return false;
        }
        return type instanceof MapType || (type instanceof ArrayType array && hasMap(array.elementType()));
    }
}
