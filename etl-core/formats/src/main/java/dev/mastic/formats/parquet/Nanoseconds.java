// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.parquet;

import java.util.List;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * Times in nanoseconds, as pandas and Arrow write them, which Spark has no type for.
 *
 * @see <a href="https://github.com/apache/parquet-format/blob/master/LogicalTypes.md#timestamp">TIMESTAMP</a>
 */
final class Nanoseconds {
    private Nanoseconds() {}

    /** The schema with all such times in microseconds. */
    static MessageType asMicroseconds(MessageType schema) {
        return new MessageType(schema.getName(), fields(schema));
    }

    private static List<Type> fields(GroupType group) {
        return group.getFields().stream().map(Nanoseconds::field).toList();
    }

    private static Type field(Type field) {
        if (!field.isPrimitive()) {
            return field.asGroupType().withNewFields(fields(field.asGroupType()));
        } else if (field.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation time
                && time.getUnit() == TimeUnit.NANOS) {
            return Types.primitive(PrimitiveTypeName.INT64, field.getRepetition())
                    .as(LogicalTypeAnnotation.timestampType(time.isAdjustedToUTC(), TimeUnit.MICROS))
                    .named(field.getName());
        }
        return field;
    }
}
