// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.orc;

import dev.mastic.core.failure.EtlException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/**
 * Refuses times that ORC cannot tell from others: it keeps whole seconds cut towards zero beside the fraction, so a time in the last second
 * before 1970 would come back a second later. No reader can know which it was.
 *
 * @see <a href="https://orc.apache.org/specification/ORCv1/">Timestamp columns</a>
 */
final class LastSecond {
    private static final long FIRST = -999_000;
    private final StructType type;
    private final boolean hasTimes;

    LastSecond(StructType type) {
        this.type = type;
        this.hasTimes = hasTimes(type);
    }

    /** @throws EtlException naming the column and the time */
    void refuse(SpecializedGetters row) {
        if (hasTimes) {
            refuse("", row, type);
        }
    }

    private static void refuse(String parent, SpecializedGetters row, StructType struct) {
        for (int i = 0; i < struct.length(); i++) {
            var field = struct.apply(i);
            refuse(parent.isEmpty() ? field.name() : parent + "." + field.name(), row, i, field.dataType());
        }
    }

    private static void refuse(String path, SpecializedGetters in, int index, DataType type) {
        if (in.isNullAt(index) || !hasTimes(type)) {
            return;
        }
        if (type instanceof StructType struct) {
            refuse(path, in.getStruct(index, struct.length()), struct);
        } else if (type instanceof ArrayType array) {
            refuseAll(path + "[]", in.getArray(index), array.elementType());
        } else if (type instanceof MapType map) {
            refuseAll(path + "{key}", in.getMap(index).keyArray(), map.keyType());
            refuseAll(path + "{value}", in.getMap(index).valueArray(), map.valueType());
        } else {
            refuse(path, in.getLong(index));
        }
    }

    private static void refuseAll(String path, ArrayData elements, DataType type) {
        for (int i = 0; i < elements.numElements(); i++) {
            refuse(path, elements, i, type);
        }
    }

    private static void refuse(String path, long micros) {
        if (micros >= FIRST && micros < 0) {
            var time = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
            throw new EtlException("Cannot write column '" + path
                    + "' as orc: ORC has no time in the last second before 1970" + " (got " + time
                    + "; it would come back a second later): write parquet, or cut its fraction off");
        }
    }

    private static boolean hasTimes(DataType type) {
        if (type instanceof StructType struct) {
            return Arrays.stream(struct.fields()).anyMatch(field -> hasTimes(field.dataType()));
        } else if (type instanceof ArrayType array) {
            return hasTimes(array.elementType());
        } else if (type instanceof MapType map) {
            return hasTimes(map.keyType()) || hasTimes(map.valueType());
        }
        return type.equals(DataTypes.TimestampType) || type.equals(DataTypes.TimestampNTZType);
    }
}
