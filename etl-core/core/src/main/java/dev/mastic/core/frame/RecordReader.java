// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import dev.mastic.core.type.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;

/** Takes a Java value out of one place of a row or array of Spark's own format; copies all that Spark may write over. */
@FunctionalInterface
interface RecordReader {
    /** The value, or null. */
    Object read(SpecializedGetters from, int place);

    /** A reader of values of a type. */
    static RecordReader of(Type type) {
        var reader = notNull(type);
        return (from, place) -> from.isNullAt(place) ? null : reader.read(from, place);
    }

    private static RecordReader notNull(Type type) {
        if (type instanceof Type.Primitive primitive) {
            return primitive(primitive);
        } else if (type instanceof Type.Decimal decimal) {
            return (from, place) -> decimal(from, place, decimal);
        } else if (type instanceof Type.Struct struct) {
            var reader = new Structs(struct);
            return (from, place) -> reader.record(from.getStruct(place, reader.names.size()));
        } else if (type instanceof Type.Array array) {
            var reader = of(array.element());
            return (from, place) -> list(from.getArray(place), reader);
        } else if (type instanceof Type.Map map) {
            return map(of(map.key()), of(map.value()));
        } else if (type instanceof Type.Choice choice) {
            return branch(choice.members().stream().map(RecordReader::of).toList());
        }
        return (from, place) -> null;
    }

    private static RecordReader primitive(Type.Primitive type) {
        return switch (type) {
            case BOOLEAN -> SpecializedGetters::getBoolean;
            case BYTE -> SpecializedGetters::getByte;
            case SHORT -> SpecializedGetters::getShort;
            case INT -> SpecializedGetters::getInt;
            case LONG -> SpecializedGetters::getLong;
            case FLOAT -> SpecializedGetters::getFloat;
            case DOUBLE -> SpecializedGetters::getDouble;
            case STRING -> (from, place) -> from.getUTF8String(place).toString();
            case BINARY -> (from, place) -> from.getBinary(place).clone();
            case DATE -> (from, place) -> DateTimeUtils.daysToLocalDate(from.getInt(place));
            case TIMESTAMP -> (from, place) -> DateTimeUtils.microsToInstant(from.getLong(place));
            case TIMESTAMP_NTZ -> (from, place) -> DateTimeUtils.microsToLocalDateTime(from.getLong(place));
            case NULL -> (from, place) -> null;
        };
    }

    private static BigDecimal decimal(SpecializedGetters from, int place, Type.Decimal type) {
        return from.getDecimal(place, type.precision(), type.scale()).toJavaBigDecimal();
    }

    private static List<Object> list(ArrayData array, RecordReader elements) {
        var list = new ArrayList<Object>(array.numElements());
        for (int i = 0; i < array.numElements(); i++) {
            list.add(elements.read(array, i));
        }
        return Collections.unmodifiableList(list);
    }

    private static RecordReader map(RecordReader keys, RecordReader values) {
        return (from, place) -> {
            var map = from.getMap(place);
            var entries = new LinkedHashMap<Object, Object>();
            for (int i = 0; i < map.numElements(); i++) {
                entries.put(keys.read(map.keyArray(), i), values.read(map.valueArray(), i));
            }
            return Collections.unmodifiableMap(entries);
        };
    }

    private static RecordReader branch(List<RecordReader> branches) {
        return (from, place) -> {
            var struct = from.getStruct(place, branches.size());
            for (int i = 0; i < branches.size(); i++) {
                if (!struct.isNullAt(i)) {
                    return branches.get(i).read(struct, i);
                }
            }
            return null;
        };
    }

    /** Reads whole records. */
    final class Structs {
        private final List<String> names;
        private final List<RecordReader> readers;

        Structs(Type.Struct type) {
            this.names = type.names();
            this.readers = type.fields().stream().map(field -> of(field.type())).toList();
        }

        DynamicRecord record(SpecializedGetters row) {
            var fields = new LinkedHashMap<String, Object>();
            for (int i = 0; i < readers.size(); i++) {
                fields.put(names.get(i), readers.get(i).read(row, i));
            }
            return DynamicRecord.trusted(fields);
        }
    }
}
