// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.benchmarks;

import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A side that infers a schema. For the comparison alone, an int counts as a long, and fields have no order. */
record SchemaSide(String name, Supplier<StructType> schema) implements Side {
    @Override
    public void run() {
        Objects.requireNonNull(schema.get());
    }

    @Override
    public String fingerprint() {
        return comparable(schema.get());
    }

    private static String comparable(DataType type) {
        if (type instanceof StructType struct) {
            var fields = new TreeSet<String>();
            for (var field : struct.fields()) {
                fields.add(field.name() + ":" + comparable(field.dataType()));
            }
            return fields.toString();
        } else if (type instanceof ArrayType array) {
            return "array<" + comparable(array.elementType()) + ">";
        }
        return type.equals(DataTypes.IntegerType) ? "bigint" : type.catalogString();
    }
}
