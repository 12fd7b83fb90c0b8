// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Reads any shape of the AWS SDK by what it says of its own fields. Unknown members are passed over, as AWS does; null is absent. */
final class PojoReader {
    private static final Set<String> NO_NUMBERS = Set.of("NaN", "Infinity", "-Infinity");

    private PojoReader() {}

    /**
     * Fills a builder.
     *
     * @throws AwsError if a member is of another type than the shape says
     */
    static <B extends SdkPojo> B read(JsonNode object, B builder) {
        fill(object, builder, "");
        return builder;
    }

    private static void fill(JsonNode object, SdkPojo builder, String path) {
        if (!object.isObject()) {
            throw wrong(object, "a structure", path);
        }
        for (SdkField<?> field : builder.sdkFields()) {
            var node = object.get(field.locationName());
            if (node != null && !node.isNull()) {
                field.set(builder, value(node, field, path + "/" + field.locationName()));
            }
        }
    }

    private static Object value(JsonNode node, SdkField<?> field, String path) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.SDK_POJO) {
            var inner = field.constructor().get();
            fill(node, inner, path);
            return ((SdkBuilder<?, ?>) inner).build();
        } else if (type == MarshallingType.LIST) {
            return list(node, field, path);
        } else if (type == MarshallingType.MAP) {
            return map(node, field, path);
        } else if (type == MarshallingType.STRING) {
            return text(node, path);
        } else if (type == MarshallingType.BOOLEAN) {
            require(node.isBoolean(), node, "a boolean", path);
            return node.booleanValue();
        } else if (type == MarshallingType.INSTANT) {
            return time(node, path);
        } else if (type == MarshallingType.SDK_BYTES) {
            return bytes(node, path);
        }
        return number(node, type, path);
    }

    private static List<Object> list(JsonNode node, SdkField<?> field, String path) {
        require(node.isArray(), node, "a list", path);
        var element = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
        var list = new ArrayList<Object>(node.size());
        for (var each : node) {
            require(!each.isNull(), each, "no null", path);
            list.add(value(each, element, path + "/" + list.size()));
        }
        return list;
    }

    private static Map<String, Object> map(JsonNode node, SdkField<?> field, String path) {
        require(node.isObject(), node, "a map", path);
        var element = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
        var map = new LinkedHashMap<String, Object>();
        for (var entry : node.properties()) {
            require(!entry.getValue().isNull(), entry.getValue(), "no null", path);
            map.put(entry.getKey(), value(entry.getValue(), element, path + "/" + entry.getKey()));
        }
        return map;
    }

    private static String text(JsonNode node, String path) {
        require(node.isTextual(), node, "a string", path);
        return node.textValue();
    }

    private static Object number(JsonNode node, MarshallingType<?> type, String path) {
        if (type == MarshallingType.INTEGER) {
            require(node.isIntegralNumber() && node.canConvertToInt(), node, "an integer", path);
            return node.intValue();
        } else if (type == MarshallingType.LONG) {
            require(node.isIntegralNumber() && node.canConvertToLong(), node, "a long", path);
            return node.longValue();
        } else if (type == MarshallingType.DOUBLE) {
            boolean isWord = node.isTextual() && NO_NUMBERS.contains(node.textValue());
            require(node.isNumber() || isWord, node, "a double", path);
            return isWord ? Double.valueOf(node.textValue()) : (Object) node.doubleValue();
        }
        throw new IllegalStateException("No shape of Glue has a field of type " + type + " (got " + path + ")");
    }

    private static Instant time(JsonNode node, String path) {
        require(node.isNumber(), node, "a time in seconds since 1970", path);
        try {
            BigDecimal seconds = node.decimalValue();
            var nanos = seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue();
            return Instant.ofEpochSecond(seconds.toBigInteger().longValueExact(), nanos);
        } catch (ArithmeticException | DateTimeException e) {
            throw wrong(node, "a time in seconds since 1970", path);
        }
    }

    private static SdkBytes bytes(JsonNode node, String path) {
        try {
            return SdkBytes.fromByteArray(Base64.getDecoder().decode(text(node, path)));
        } catch (IllegalArgumentException e) {
            throw wrong(node, "base64", path);
        }
    }

    private static void require(boolean condition, JsonNode found, String expected, String path) {
        if (!condition) {
            throw wrong(found, expected, path);
        }
    }

    private static AwsError wrong(JsonNode found, String expected, String path) {
        return AwsError.serialization("Cannot read " + (path.isEmpty() ? "the body" : path) + ": it is "
                + found.getNodeType().name().toLowerCase(Locale.ROOT) + " (expected " + expected + ")");
    }
}
