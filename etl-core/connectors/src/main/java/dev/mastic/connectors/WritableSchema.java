// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StructType;

/**
 * What can be known before any data is read: whether a format can hold the columns of a frame.
 *
 * @param format the name of the format, for messages
 */
record WritableSchema(String format, FileFormat writer, List<String> partitionBy) {
    /**
     * Passes if the format can hold all columns.
     *
     * @throws UsageException naming the frame and the column that cannot be written
     */
    void check(String frame, StructType schema) {
        var what = frame.isEmpty() ? "the frame" : "frame '" + frame + "'";
        checkStruct(what, "", schema);
        for (var name : partitionBy) {
            checkPartition(what, name, schema);
        }
        if (schema.length() == partitionBy.size()) {
            throw new UsageException("Cannot write " + what + ": all its columns are in partition-by (expected one more"
                    + " column, which the files hold)");
        }
    }

    private void checkStruct(String what, String parent, StructType struct) {
        if (struct.length() == 0) {
            throw new UsageException("Cannot write " + what + " as " + format + ": "
                    + (parent.isEmpty() ? "it has no columns" : "column '" + parent + "' is a struct without fields"));
        }
        Map<String, String> seen = new HashMap<>();
        for (var field : struct.fields()) {
            var twin = seen.put(field.name().toLowerCase(Locale.ROOT), field.name());
            if (twin != null) {
                throw new UsageException("Cannot write " + what + ": columns '" + child(parent, twin) + "' and '"
                        + child(parent, field.name()) + "' differ in case only (rename one in a step rename-field)");
            }
            checkType(what, child(parent, field.name()), field.dataType());
        }
    }

    /** What is inside goes first: its path says more. */
    private void checkType(String what, String path, DataType type) {
        if (type instanceof StructType struct) {
            checkStruct(what, path, struct);
        } else if (type instanceof ArrayType array) {
            checkType(what, path + "[]", array.elementType());
        } else if (type instanceof MapType map) {
            checkType(what, path + "{key}", map.keyType());
            checkType(what, path + "{value}", map.valueType());
        }
        if (!writer.supportDataType(type)) {
            throw new UsageException(
                    "Cannot write " + what + " as " + format + ": column '" + path + "' " + lacks(type));
        }
    }

    private static String lacks(DataType type) {
        if (type instanceof NullType) {
            return "holds nothing but nulls and has no type (leave it out in a step drop-null-fields)";
        }
        var known = SparkTypes.fromSpark(type);
        return "is of a type that the format has not (got " + TypeString.print(known)
                + (known instanceof Type.Choice ? "; settle on a type in a step resolve-choice" : "") + ")";
    }

    private static void checkPartition(String what, String name, StructType schema) {
        var names = Arrays.asList(schema.fieldNames());
        if (!names.contains(name)) {
            throw new UsageException(
                    "Cannot partition " + what + ": no column '" + name + "' " + Suggestion.among(name, names));
        }
        var type = schema.apply(name).dataType();
        if (type instanceof StructType || type instanceof ArrayType || type instanceof MapType) {
            throw new UsageException("Cannot partition " + what + " by '" + name
                    + "': a folder name holds a single value (got "
                    + SparkTypes.fromSpark(type).typeName() + ")");
        }
    }

    private static String child(String parent, String name) {
        return parent.isEmpty() ? name : parent + "." + name;
    }
}
