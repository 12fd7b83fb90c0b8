// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.type.Type;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;

/** Writes values of one type as JSON; those that are null do not come here. */
interface JsonCell {
    DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSXXX");
    DateTimeFormatter LOCAL_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");

    /** Writes the value at a place of a row or array. */
    void write(SpecializedGetters from, int place, JsonGenerator json) throws IOException;

    static JsonCell of(Type type) {
        if (type instanceof Type.Primitive primitive) {
            return primitive(primitive);
        } else if (type instanceof Type.Decimal decimal) {
            return (from, place, json) -> json.writeNumber(
                    from.getDecimal(place, decimal.precision(), decimal.scale()).toJavaBigDecimal());
        } else if (type instanceof Type.Struct struct) {
            var record = new Record(struct);
            return (from, place, json) -> record.write(from.getStruct(place, record.cells.size()), json);
        } else if (type instanceof Type.Array array) {
            return array(of(array.element()));
        } else if (type instanceof Type.Map map) {
            return map(map);
        } else if (type instanceof Type.Choice choice) {
            return branch(choice.members().stream().map(JsonCell::of).toList());
        }
        return (from, place, json) -> json.writeNull();
    }

    private static JsonCell primitive(Type.Primitive type) {
        return switch (type) {
            case BOOLEAN -> (from, place, json) -> json.writeBoolean(from.getBoolean(place));
            case BYTE -> (from, place, json) -> json.writeNumber(from.getByte(place));
            case SHORT -> (from, place, json) -> json.writeNumber(from.getShort(place));
            case INT -> (from, place, json) -> json.writeNumber(from.getInt(place));
            case LONG -> (from, place, json) -> json.writeNumber(from.getLong(place));
            case FLOAT -> (from, place, json) -> json.writeNumber(from.getFloat(place));
            case DOUBLE -> (from, place, json) -> json.writeNumber(from.getDouble(place));
            case STRING ->
                (from, place, json) ->
                        json.writeString(from.getUTF8String(place).toString());
            case BINARY -> (from, place, json) -> json.writeBinary(from.getBinary(place));
            case DATE ->
                (from, place, json) -> json.writeString(
                        DateTimeUtils.daysToLocalDate(from.getInt(place)).toString());
            case TIMESTAMP ->
                (from, place, json) -> json.writeString(TIME.format(
                        DateTimeUtils.microsToInstant(from.getLong(place)).atOffset(ZoneOffset.UTC)));
            case TIMESTAMP_NTZ ->
                (from, place, json) ->
                        json.writeString(LOCAL_TIME.format(DateTimeUtils.microsToLocalDateTime(from.getLong(place))));
            case NULL -> (from, place, json) -> json.writeNull();
        };
    }

    private static JsonCell array(JsonCell elements) {
        return (from, place, json) -> {
            var array = from.getArray(place);
            json.writeStartArray();
            for (int i = 0; i < array.numElements(); i++) {
                writeOrNull(elements, array, i, json);
            }
            json.writeEndArray();
        };
    }

    private static JsonCell map(Type.Map type) {
        var values = of(type.value());
        var keyType = SparkTypes.toSpark(type.key());
        return (from, place, json) -> {
            var map = from.getMap(place);
            json.writeStartObject();
            for (int i = 0; i < map.numElements(); i++) {
                json.writeFieldName(map.keyArray().get(i, keyType).toString()); // as Spark has it
                writeOrNull(values, map.valueArray(), i, json);
            }
            json.writeEndObject();
        };
    }

    private static JsonCell branch(List<JsonCell> branches) {
        return (from, place, json) -> {
            var choice = from.getStruct(place, branches.size());
            for (int i = 0; i < branches.size(); i++) {
                if (!choice.isNullAt(i)) {
                    branches.get(i).write(choice, i, json);
                    return;
                }
            }
            json.writeNull();
        };
    }

    private static void writeOrNull(JsonCell cell, SpecializedGetters from, int place, JsonGenerator json)
            throws IOException {
        if (from.isNullAt(place)) {
            json.writeNull();
        } else {
            cell.write(from, place, json);
        }
    }

    /** Writes records as objects. */
    final class Record {
        private final List<String> names;
        private final List<JsonCell> cells;

        Record(Type.Struct type) {
            this.names = type.names();
            this.cells = type.fields().stream().map(field -> of(field.type())).toList();
        }

        void write(SpecializedGetters row, JsonGenerator json) throws IOException {
            json.writeStartObject();
            for (int i = 0; i < cells.size(); i++) {
                if (!row.isNullAt(i)) {
                    json.writeFieldName(names.get(i));
                    cells.get(i).write(row, i, json);
                }
            }
            json.writeEndObject();
        }
    }
}
