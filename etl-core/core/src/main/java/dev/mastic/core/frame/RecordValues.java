// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.type.Example;
import dev.mastic.core.type.Observation;
import dev.mastic.core.type.Resolution;
import dev.mastic.core.type.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Java values that records hold, and which type each is of. */
final class RecordValues {
    private static final Map<Class<?>, Type.Primitive> PRIMITIVES = Map.ofEntries(
            Map.entry(Boolean.class, Type.Primitive.BOOLEAN),
            Map.entry(Byte.class, Type.Primitive.BYTE),
            Map.entry(Short.class, Type.Primitive.SHORT),
            Map.entry(Integer.class, Type.Primitive.INT),
            Map.entry(Long.class, Type.Primitive.LONG),
            Map.entry(Float.class, Type.Primitive.FLOAT),
            Map.entry(Double.class, Type.Primitive.DOUBLE),
            Map.entry(String.class, Type.Primitive.STRING),
            Map.entry(byte[].class, Type.Primitive.BINARY),
            Map.entry(LocalDate.class, Type.Primitive.DATE),
            Map.entry(Instant.class, Type.Primitive.TIMESTAMP),
            Map.entry(LocalDateTime.class, Type.Primitive.TIMESTAMP_NTZ));
    private static final Example NO_EXAMPLE = new Example("", 0, "");

    private RecordValues() {}

    /** The name of the type of a value; empty for null and for what no record holds. */
    static Optional<String> typeName(Object value) {
        if (value instanceof BigDecimal) {
            return Optional.of("decimal");
        } else if (value instanceof List<?>) {
            return Optional.of("array");
        } else if (value instanceof Map<?, ?>) {
            return Optional.of("map");
        } else if (value instanceof DynamicRecord) {
            return Optional.of("struct");
        }
        return value == null
                ? Optional.empty()
                : Optional.ofNullable(PRIMITIVES.get(value.getClass())).map(Type::typeName);
    }

    /** A value for messages. */
    static String describe(Object value) {
        if (value == null) {
            return "null";
        }
        var text = value instanceof byte[] bytes ? bytes.length + " bytes" : String.valueOf(value);
        var shown = text.length() > 80 ? text.substring(0, 80) + "…" : text;
        return typeName(value).orElseGet(() -> "a " + value.getClass().getName()) + " " + shown;
    }

    /** A value that nobody can change any more. */
    static Object copy(String path, Object value) {
        if (value instanceof List<?> list) {
            var copy = new ArrayList<Object>(list.size());
            list.forEach(each -> copy.add(copy(path, each)));
            return Collections.unmodifiableList(copy);
        } else if (value instanceof Map<?, ?> map) {
            var copy = new LinkedHashMap<Object, Object>();
            map.forEach((key, each) -> copy.put(copy(path, key), copy(path, each)));
            return Collections.unmodifiableMap(copy);
        } else if (value instanceof byte[] bytes) {
            return bytes.clone();
        } else if (value != null && typeName(value).isEmpty()) {
            throw new UsageException("Cannot put " + describe(value) + " into field " + path
                    + " of a record: no column holds values of that class (expected such as String, Integer, Long,"
                    + " Double, BigDecimal, LocalDate, Instant, List, Map or DynamicRecord)");
        }
        return value;
    }

    /** The one type that takes all records without loss: what differs becomes a choice, and whole numbers widen. */
    static Type.Struct schema(List<DynamicRecord> records) {
        var place = new Observation();
        records.forEach(record -> observe(record, place));
        return Resolution.LOSSLESS.resolveRows(place.toObserved());
    }

    private static void observe(Object value, Observation place) {
        if (value instanceof DynamicRecord record) {
            place.struct(NO_EXAMPLE);
            record.fields().forEach((name, each) -> observe(each, place.field(name)));
        } else if (value instanceof List<?> list) {
            place.array(NO_EXAMPLE);
            list.forEach(each -> observe(each, place.element()));
        } else if (value instanceof Map<?, ?> map) {
            place.typed(new Type.Map(type(map.keySet()), type(map.values())), NO_EXAMPLE);
        } else if (value instanceof BigDecimal number) {
            place.number(number, NO_EXAMPLE);
        } else {
            var type = value == null ? Type.Primitive.NULL : PRIMITIVES.get(value.getClass());
            place.value(type, NO_EXAMPLE);
        }
    }

    private static Type type(Collection<?> values) {
        var place = new Observation();
        values.forEach(value -> observe(value, place));
        return Resolution.LOSSLESS.resolve(place.toObserved());
    }
}
