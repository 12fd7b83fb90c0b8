// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/**
 * Writes any shape of the AWS SDK by what it says of its own fields: times as seconds since 1970 with their fraction, bytes as base64,
 * absent members not at all.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">AWS JSON 1.1</a>
 */
final class PojoWriter {
    private PojoWriter() {}

    static void write(SdkPojo shape, JsonGenerator out) throws IOException {
        out.writeStartObject();
        for (SdkField<?> field : shape.sdkFields()) {
            var value = field.getValueOrDefault(shape);
            if (isPresent(value)) {
                out.writeFieldName(field.locationName());
                value(value, out);
            }
        }
        out.writeEndObject();
    }

    private static boolean isPresent(Object value) {
        return value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap);
    }

    private static void value(Object value, JsonGenerator out) throws IOException {
        if (value instanceof SdkPojo shape) {
            write(shape, out);
        } else if (value instanceof List<?> list) {
            out.writeStartArray();
            for (var each : list) {
                value(each, out);
            }
            out.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            for (var entry : map.entrySet()) {
                out.writeFieldName(entry.getKey().toString());
                value(entry.getValue(), out);
            }
            out.writeEndObject();
        } else {
            scalar(value, out);
        }
    }

    private static void scalar(Object value, JsonGenerator out) throws IOException {
        if (value instanceof Instant time) {
            out.writeNumber(seconds(time));
        } else if (value instanceof SdkBytes bytes) {
            out.writeBinary(bytes.asByteArray());
        } else if (value instanceof Double number) {
            number(number, out);
        } else if (value instanceof Number || value instanceof Boolean) {
            out.writeRawValue(value.toString());
        } else {
            out.writeString(value.toString());
        }
    }

    private static void number(double number, JsonGenerator out) throws IOException {
        if (Double.isFinite(number)) {
            out.writeNumber(number);
        } else {
            out.writeString(Double.toString(number));
        }
    }

    private static BigDecimal seconds(Instant time) {
        var exact = BigDecimal.valueOf(time.getEpochSecond()).add(BigDecimal.valueOf(time.getNano(), 9));
        return exact.signum() == 0
                ? BigDecimal.ZERO
                : new BigDecimal(exact.stripTrailingZeros().toPlainString());
    }
}
