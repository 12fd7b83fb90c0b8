// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mastic.core.type.Example;
import dev.mastic.core.type.Observation;
import dev.mastic.core.type.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;

/** Spark's internal values of JSON values, and what inference sees in them. */
final class JsonValues {
    /** Levels that become structs and arrays when a type is inferred; what lies deeper is text. */
    static final int DEEPEST = 100;

    /** Which branch of a choice is asked first: the narrowest that loses nothing. */
    private static final List<String> ORDER = List.of(
            "boolean",
            "byte",
            "short",
            "int",
            "long",
            "decimal",
            "double",
            "float",
            "date",
            "timestamp",
            "timestamp_ntz",
            "string",
            "binary",
            "struct",
            "map",
            "array");

    private JsonValues() {}

    static InternalRow struct(JsonNode object, Type.Struct type, ZoneId zone) {
        if (!object.isObject()) {
            throw new MisfitException();
        }
        var values = new Object[type.fields().size()];
        for (int i = 0; i < values.length; i++) {
            var field = type.fields().get(i);
            values[i] = value(object.get(field.name()), field.type(), zone);
        }
        return new GenericInternalRow(values);
    }

    private static Object value(JsonNode node, Type type, ZoneId zone) {
        if (node == null || node.isNull()) {
            return null;
        } else if (type instanceof Type.Primitive primitive) {
            return scalar(node, primitive, zone);
        } else if (type instanceof Type.Decimal decimal) {
            return decimal(node, decimal);
        } else if (type instanceof Type.Struct struct) {
            return struct(node, struct, zone);
        } else if (type instanceof Type.Array array) {
            return array(node, array, zone);
        } else if (type instanceof Type.Map map) {
            return map(node, map, zone);
        } else if (type instanceof Type.Choice choice) {
            return choice(node, choice, zone);
        }
        throw new MisfitException();
    }

    private static Object scalar(JsonNode node, Type.Primitive type, ZoneId zone) {
        return switch (type) {
            case BOOLEAN -> fit(node.isBoolean(), node.booleanValue());
            case BYTE -> (byte) whole(node, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SHORT -> (short) whole(node, Short.MIN_VALUE, Short.MAX_VALUE);
            case INT -> (int) whole(node, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG -> whole(node, Long.MIN_VALUE, Long.MAX_VALUE);
            case FLOAT -> fit(node.isNumber() && Float.isFinite(node.floatValue()), node.floatValue());
            case DOUBLE -> fit(node.isNumber() && Double.isFinite(node.doubleValue()), node.doubleValue());
            case STRING -> encoded(node.isTextual() ? node.textValue() : node.toString());
            case BINARY -> bytes(text(node));
            case DATE -> day(text(node));
            case TIMESTAMP -> instant(text(node), zone);
            case TIMESTAMP_NTZ -> local(text(node));
            case NULL -> throw new MisfitException();
        };
    }

    private static <T> T fit(boolean fits, T value) {
        if (!fits) {
            throw new MisfitException();
        }
        return value;
    }

    private static long whole(JsonNode node, long least, long most) {
        fit(node.isIntegralNumber() && node.canConvertToLong(), node);
        long number = node.longValue();
        return fit(number >= least && number <= most, number);
    }

    private static Decimal decimal(JsonNode node, Type.Decimal type) {
        fit(node.isNumber(), node);
        var number = node.decimalValue().stripTrailingZeros();
        boolean fits = number.signum() == 0
                || (number.scale() <= type.scale()
                        && (long) number.precision() - number.scale() <= type.precision() - type.scale());
        var exact = fit(fits, number.signum() == 0 ? BigDecimal.ZERO : number);
        return Decimal.apply(exact.setScale(type.scale(), RoundingMode.UNNECESSARY), type.precision(), type.scale());
    }

    private static String text(JsonNode node) {
        return fit(node.isTextual(), node.textValue());
    }

    /** Half of a surrogate pair has no bytes in UTF-8; Java would write a question mark. */
    private static UTF8String encoded(String text) {
        boolean whole = StandardCharsets.UTF_8.newEncoder().canEncode(text);
        return UTF8String.fromString(fit(whole, text));
    }

    private static byte[] bytes(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new MisfitException();
        }
    }

    private static Object day(String text) {
        return found(DateTimeUtils.stringToDate(iso(text)));
    }

    private static Object instant(String text, ZoneId zone) {
        return found(DateTimeUtils.stringToTimestamp(iso(text), zone));
    }

    private static Object local(String text) {
        return found(DateTimeUtils.stringToTimestampWithoutTimeZone(iso(text)));
    }

    /** Spark also takes years and times alone, of which it makes a day of its own. */
    private static UTF8String iso(String text) {
        return UTF8String.fromString(fit(text.matches("\\d{4,6}-\\d{2}-\\d{2}.*"), text));
    }

    private static Object found(scala.Option<Object> value) {
        return fit(value.isDefined(), value).get();
    }

    private static GenericArrayData array(JsonNode node, Type.Array type, ZoneId zone) {
        fit(node.isArray(), node);
        var values = new ArrayList<Object>();
        node.forEach(each -> values.add(value(each, type.element(), zone)));
        return new GenericArrayData(values.toArray());
    }

    private static ArrayBasedMapData map(JsonNode node, Type.Map type, ZoneId zone) {
        fit(node.isObject() && type.key() == Type.Primitive.STRING, node);
        var keys = new ArrayList<Object>();
        var values = new ArrayList<Object>();
        node.fields().forEachRemaining(entry -> {
            keys.add(encoded(entry.getKey()));
            values.add(value(entry.getValue(), type.value(), zone));
        });
        return new ArrayBasedMapData(new GenericArrayData(keys.toArray()), new GenericArrayData(values.toArray()));
    }

    private static InternalRow choice(JsonNode node, Type.Choice type, ZoneId zone) {
        var members = type.members();
        for (var member : asked(node, members)) {
            try {
                var places = new Object[members.size()];
                places[members.indexOf(member)] = value(node, member, zone);
                return new GenericInternalRow(places);
            } catch (MisfitException e) {
                // the next one may take it
            }
        }
        throw new MisfitException();
    }

    /** A number with a point is a double where there is one; only texts are texts in a choice. */
    private static List<Type> asked(JsonNode node, List<Type> members) {
        boolean pointed = node.isNumber() && !node.isIntegralNumber();
        return members.stream()
                .filter(member -> member != Type.Primitive.STRING || node.isTextual())
                .sorted(Comparator.comparing((Type member) -> !(pointed && isInexact(member)))
                        .thenComparing(member -> ORDER.indexOf(member.typeName())))
                .toList();
    }

    private static boolean isInexact(Type type) {
        return type == Type.Primitive.DOUBLE || type == Type.Primitive.FLOAT;
    }

    /** Takes a value down where it was seen. */
    static void observe(JsonNode node, Observation place, int level) {
        var example =
                new Example("", 0, node.isContainerNode() ? node.getNodeType().name() : node.asText());
        if (node.isContainerNode() && level > DEEPEST) {
            place.value(Type.Primitive.STRING, example);
        } else if (node.isObject()) {
            place.struct(example);
            node.fields().forEachRemaining(field -> observe(field.getValue(), place.field(field.getKey()), level + 1));
        } else if (node.isArray()) {
            place.array(example);
            node.forEach(each -> observe(each, place.element(), level + 1));
        } else if (node.isBigInteger()) {
            place.number(node.decimalValue(), example);
        } else {
            place.value(kind(node), example);
        }
    }

    private static Type.Primitive kind(JsonNode node) {
        if (node.isNumber()) {
            return node.isInt() ? Type.Primitive.INT : node.isLong() ? Type.Primitive.LONG : Type.Primitive.DOUBLE;
        }
        return node.isTextual()
                ? Type.Primitive.STRING
                : node.isBoolean() ? Type.Primitive.BOOLEAN : Type.Primitive.NULL;
    }
}
