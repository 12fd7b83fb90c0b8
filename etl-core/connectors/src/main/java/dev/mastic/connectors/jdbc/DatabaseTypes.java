// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import dev.mastic.core.type.Type;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Which types of PostgreSQL hold the values of a frame's types, all of them and unchanged. */
final class DatabaseTypes {
    private static final Map<Type, String> NEW = Map.ofEntries(
            Map.entry(Type.Primitive.BOOLEAN, "bool"),
            Map.entry(Type.Primitive.BYTE, "int2"),
            Map.entry(Type.Primitive.SHORT, "int2"),
            Map.entry(Type.Primitive.INT, "int4"),
            Map.entry(Type.Primitive.LONG, "int8"),
            Map.entry(Type.Primitive.FLOAT, "float4"),
            Map.entry(Type.Primitive.DOUBLE, "float8"),
            Map.entry(Type.Primitive.STRING, "text"),
            Map.entry(Type.Primitive.BINARY, "bytea"),
            Map.entry(Type.Primitive.DATE, "date"),
            Map.entry(Type.Primitive.TIMESTAMP, "timestamptz"),
            Map.entry(Type.Primitive.TIMESTAMP_NTZ, "timestamp"));
    /** The types that a value may go into beside that of a new table. */
    private static final Map<Type, Set<String>> WIDER = Map.of(
            Type.Primitive.BYTE, Set.of("int4", "int8", "float4", "float8"),
            Type.Primitive.SHORT, Set.of("int4", "int8", "float4", "float8"),
            Type.Primitive.INT, Set.of("int8", "float8"),
            Type.Primitive.FLOAT, Set.of("float8"),
            Type.Primitive.TIMESTAMP, Set.of("timestamp"));

    private static final Map<Type, Integer> DIGITS = Map.of(
            Type.Primitive.BYTE, 3,
            Type.Primitive.SHORT, 5,
            Type.Primitive.INT, 10,
            Type.Primitive.LONG, 19);
    /** Types that are not made of text; all others judge a text themselves. */
    private static final Set<String> NO_TEXT = Set.of(
            "bool",
            "int2",
            "int4",
            "int8",
            "float4",
            "float8",
            "numeric",
            "bytea",
            "date",
            "timestamp",
            "timestamptz",
            "money",
            "oid");

    private DatabaseTypes() {}

    /** The type of a column of a new table; empty where a table has none for it. */
    static Optional<String> ofNew(Type type) {
        return type instanceof Type.Decimal decimal
                ? Optional.of("numeric(" + decimal.precision() + "," + decimal.scale() + ")")
                : Optional.ofNullable(NEW.get(type));
    }

    /** Whether a column holds every value of a type. */
    static boolean fits(Type type, TargetColumn column) {
        var base = column.base();
        if (type == Type.Primitive.NULL) {
            return true;
        } else if (type == Type.Primitive.STRING) {
            return !NO_TEXT.contains(base) && !base.startsWith("_");
        } else if (base.equals("numeric")) {
            return fitsNumeric(type, column);
        }
        return base.equals(NEW.get(type)) || WIDER.getOrDefault(type, Set.of()).contains(base);
    }

    /** Whether Spark's value prints as the database reads it. */
    static boolean isPlain(DataType type) {
        return Set.of(
                        DataTypes.BooleanType,
                        DataTypes.ByteType,
                        DataTypes.ShortType,
                        DataTypes.IntegerType,
                        DataTypes.LongType,
                        DataTypes.FloatType,
                        DataTypes.DoubleType,
                        DataTypes.NullType)
                .contains(type);
    }

    private static boolean fitsNumeric(Type type, TargetColumn column) {
        int whole = column.precision() - column.scale();
        if (type instanceof Type.Decimal decimal) {
            return column.precision() == 0
                    || (column.scale() >= decimal.scale() && whole >= decimal.precision() - decimal.scale());
        }
        return DIGITS.containsKey(type) && (column.precision() == 0 || whole >= DIGITS.get(type));
    }
}
