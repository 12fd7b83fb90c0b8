// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.type.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Types as Spark sees them, both ways. A choice is a struct with one nullable field per member, marked in the metadata of the column, and in
 * that of each member, where it survives inside arrays and maps; every column is nullable.
 */
public final class SparkTypes {
    private static final String CHOICE = "mastic.choice";
    private static final String BRANCH = "mastic.branch";

    /** What the metadata of columns says of choices. */
    static final List<String> MARKS = List.of(CHOICE, BRANCH);

    private static final Metadata CHOICE_MARK =
            new MetadataBuilder().putBoolean(CHOICE, true).build();
    private static final Map<Type.Primitive, DataType> PRIMITIVES = Map.ofEntries(
            Map.entry(Type.Primitive.BOOLEAN, DataTypes.BooleanType),
            Map.entry(Type.Primitive.BYTE, DataTypes.ByteType),
            Map.entry(Type.Primitive.SHORT, DataTypes.ShortType),
            Map.entry(Type.Primitive.INT, DataTypes.IntegerType),
            Map.entry(Type.Primitive.LONG, DataTypes.LongType),
            Map.entry(Type.Primitive.FLOAT, DataTypes.FloatType),
            Map.entry(Type.Primitive.DOUBLE, DataTypes.DoubleType),
            Map.entry(Type.Primitive.STRING, DataTypes.StringType),
            Map.entry(Type.Primitive.BINARY, DataTypes.BinaryType),
            Map.entry(Type.Primitive.DATE, DataTypes.DateType),
            Map.entry(Type.Primitive.TIMESTAMP, DataTypes.TimestampType),
            Map.entry(Type.Primitive.TIMESTAMP_NTZ, DataTypes.TimestampNTZType),
            Map.entry(Type.Primitive.NULL, DataTypes.NullType));

    private SparkTypes() {}

    /** The Spark schema of rows of this type. */
    public static StructType toSpark(Type.Struct type) {
        return new StructType(type.fields().stream()
                .map(field -> new StructField(
                        field.name(),
                        toSpark(field.type()),
                        true,
                        field.type() instanceof Type.Choice ? CHOICE_MARK : Metadata.empty()))
                .toArray(StructField[]::new));
    }

    /** The Spark type of values of this type. */
    public static DataType toSpark(Type type) {
        if (type instanceof Type.Primitive primitive) {
            return PRIMITIVES.get(primitive);
        } else if (type instanceof Type.Decimal decimal) {
            return DataTypes.createDecimalType(decimal.precision(), decimal.scale());
        } else if (type instanceof Type.Array array) {
            return DataTypes.createArrayType(toSpark(array.element()));
        } else if (type instanceof Type.Map map) {
            return DataTypes.createMapType(toSpark(map.key()), toSpark(map.value()));
        } else if (type instanceof Type.Struct struct) {
            return toSpark(struct);
        } else if (type instanceof Type.Choice choice) {
            var mark = branchMark(choice.members().stream().map(Type::typeName));
            return new StructType(choice.members().stream()
                    .map(member -> new StructField(member.typeName(), toSpark(member), true, mark))
                    .toArray(StructField[]::new));
        }
        return DataTypes.NullType;
    }

    /**
     * The type of rows of this Spark schema; marked structs become choices again.
     *
     * @throws EtlException if Spark's type has no counterpart, or types lie in each other more than {@link Type#MOST_LEVELS} deep
     */
    public static Type.Struct fromSpark(StructType schema) {
        for (var field : schema.fields()) {
            if (isDeeperThan(Type.MOST_LEVELS - 1, field.dataType())) {
                throw new EtlException(
                        "Cannot use column '" + field.name() + "': types lie in each other too deep in it"
                                + " (expected at most " + Type.MOST_LEVELS + " levels)");
            }
        }
        return record(schema);
    }

    private static boolean isDeeperThan(int levels, DataType type) {
        if (levels == 0) {
            return true;
        } else if (type instanceof StructType struct) {
            return Arrays.stream(struct.fields()).anyMatch(field -> isDeeperThan(levels - 1, field.dataType()));
        } else if (type instanceof ArrayType array) {
            return isDeeperThan(levels - 1, array.elementType());
        }
        return type instanceof MapType map && isDeeperThan(levels - 1, map.valueType());
    }

    private static Type.Struct record(StructType schema) {
        return new Type.Struct(Arrays.stream(schema.fields())
                .map(field -> new Type.Field(field.name(), fromSpark(field)))
                .toList());
    }

    private static Type fromSpark(StructField field) {
        return field.metadata().contains(CHOICE) && field.dataType() instanceof StructType members
                ? choice(members)
                : fromSpark(field.dataType());
    }

    private static Type choice(StructType members) {
        return new Type.Choice(Arrays.stream(members.fields())
                .map(member -> fromSpark(member.dataType()))
                .toList());
    }

    /** Whether these are all branches of one choice: single ones that someone selected into a struct are not. */
    private static boolean isChoice(StructType struct) {
        var mark = branchMark(Arrays.stream(struct.fieldNames()));
        return struct.size() > 1
                && Arrays.stream(struct.fields())
                        .allMatch(field -> field.metadata().contains(BRANCH)
                                && field.metadata().getString(BRANCH).equals(mark.getString(BRANCH)));
    }

    private static Metadata branchMark(Stream<String> typeNames) {
        return new MetadataBuilder()
                .putString(BRANCH, typeNames.collect(Collectors.joining(",")))
                .build();
    }

    /**
     * The type of values of this Spark type.
     *
     * @throws EtlException if Spark's type has no counterpart, such as an interval
     */
    public static Type fromSpark(DataType type) {
        if (type instanceof StructType struct) {
            return isChoice(struct) ? choice(struct) : record(struct);
        } else if (type instanceof ArrayType array) {
            return new Type.Array(fromSpark(array.elementType()));
        } else if (type instanceof MapType map) {
            return new Type.Map(fromSpark(map.keyType()), fromSpark(map.valueType()));
        } else if (type instanceof DecimalType decimal) {
            return new Type.Decimal(decimal.precision(), decimal.scale());
        }
        return primitive(type)
                .orElseThrow(() -> new EtlException("Cannot use a column of Spark type " + type.catalogString()
                        + ": no type of the catalog holds it; cast it before"));
    }

    private static Optional<Type> primitive(DataType type) {
        return PRIMITIVES.entrySet().stream()
                .filter(entry -> entry.getValue().equals(type))
                .<Type>map(Map.Entry::getKey)
                .findFirst();
    }
}
