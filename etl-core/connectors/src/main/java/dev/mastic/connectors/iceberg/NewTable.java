// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import dev.mastic.core.catalog.TableName;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.type.Type;
import java.util.List;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.spark.SparkSchemaUtil;

/**
 * The columns and partitions of a table that is made for a frame: every column optional, a choice as a struct, bytes
 * and shorts as ints.
 *
 * @see <a href="https://iceberg.apache.org/docs/latest/spark-getting-started/#type-compatibility">Iceberg: type compatibility</a>
 */
record NewTable(TableName name, Type.Struct type, List<String> partitionBy) {
    /**
     * The columns.
     *
     * @throws UsageException naming the column that Iceberg cannot hold
     */
    Schema schema() {
        if (type.fields().isEmpty()) {
            throw refusal("the frame has no columns");
        }
        type.fields().forEach(field -> check(field.name(), field.type()));
        return SparkSchemaUtil.convert(SparkTypes.toSpark(type));
    }

    /**
     * The partitions: each of the columns by its value.
     *
     * @throws UsageException naming the column that is not there or has parts
     */
    PartitionSpec spec(Schema schema) {
        var spec = PartitionSpec.builderFor(schema);
        for (var column : partitionBy) {
            var field = type.field(column)
                    .orElseThrow(() -> refusal(
                            "no column '" + column + "' to partition by " + Suggestion.among(column, type.names())));
            if (!schema.findField(schema.asStruct().field(field.name()).fieldId())
                    .type()
                    .isPrimitiveType()) {
                throw refusal("column '" + column + "' to partition by has parts (got "
                        + field.type().typeName() + "; expected a simple type)");
            }
            spec.identity(column);
        }
        return spec.build();
    }

    private void check(String path, Type type) {
        if (type == Type.Primitive.NULL || type instanceof Type.Unknown) {
            throw refusal("column '" + path + "' has no type, for it has no values: drop it (drop-null-fields)");
        } else if (type instanceof Type.Struct struct) {
            if (struct.fields().isEmpty()) {
                throw refusal("column '" + path + "' is a struct without fields: drop it (drop-fields)");
            }
            struct.fields().forEach(field -> check(path + "." + field.name(), field.type()));
        } else if (type instanceof Type.Array array) {
            check(path + "[]", array.element());
        } else if (type instanceof Type.Map map) {
            check(path + "[key]", map.key());
            check(path + "[value]", map.value());
        } else if (type instanceof Type.Choice choice) {
            choice.members().forEach(member -> check(path + "." + member.typeName(), member));
        }
    }

    private UsageException refusal(String why) {
        return new UsageException("Cannot create table " + name + ": " + why);
    }
}
