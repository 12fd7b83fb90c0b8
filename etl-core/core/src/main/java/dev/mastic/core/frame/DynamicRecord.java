// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One row as Java values, for functions over rows; Glue's {@code DynamicRecord}. Immutable: what Glue's methods change in place, these
 * return as a new record. Values are Boolean, Byte, Short, Integer, Long, Float, Double, BigDecimal, String, byte[], LocalDate (date),
 * Instant (timestamp), LocalDateTime (timestamp without zone), List, Map, DynamicRecord (struct), and null. Of a choice, a record has the
 * one value that is set; its Java class tells the branch.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/glue-etl-scala-apis-glue-dynamicrecord-class.html">DynamicRecord in Glue</a>
 */
public final class DynamicRecord implements Serializable {
    /** A record without fields. */
    public static final DynamicRecord EMPTY = new DynamicRecord(new LinkedHashMap<>());

    private static final long serialVersionUID = 1L;
    private final LinkedHashMap<String, Object> fields;

    private DynamicRecord(LinkedHashMap<String, Object> fields) {
        this.fields = fields;
    }

    /** A record of values that are known to be of the right classes; keeps the map. */
    static DynamicRecord trusted(LinkedHashMap<String, Object> fields) {
        return new DynamicRecord(fields);
    }

    /**
     * A record of these fields, in the order of the map.
     *
     * @throws UsageException if a value is of a class that no column has
     */
    public static DynamicRecord of(Map<String, ?> fields) {
        var copy = new LinkedHashMap<String, Object>();
        fields.forEach((name, value) -> copy.put(name, RecordValues.copy(name, value)));
        return new DynamicRecord(copy);
    }

    /**
     * The record that a JSON object is: whole numbers are Integer, else Long, else BigDecimal; others are Double.
     *
     * @throws UsageException if the text is no JSON object, or a key stands twice
     */
    public static DynamicRecord parse(String json) {
        return RecordJson.parse(json);
    }

    /** Records as they are written in programs, with single or double quotes. */
    static List<DynamicRecord> parseAll(String... written) {
        return Arrays.stream(written)
                .map(text -> parse(text.contains("\"") ? text : text.replace('\'', '"')))
                .toList();
    }

    /** The names of the fields, in order. */
    public List<String> names() {
        return List.copyOf(fields.keySet());
    }

    /** The fields by name, in order; values may be null. */
    public Map<String, Object> fields() {
        return Collections.unmodifiableMap(fields);
    }

    /**
     * The value at a path such as {@code a.b}, {@code `a.b`} or {@code items[].price}; of all elements of an array, a list.
     *
     * @return empty if it is null or not there
     */
    public Optional<Object> getField(String path) {
        return Optional.ofNullable(value(this, ColumnPath.parse(path).steps()));
    }

    /**
     * The value at a path, of a known class.
     *
     * @throws UsageException if it is of another class
     */
    public <T> Optional<T> getField(String path, Class<T> type) {
        var value = getField(path);
        if (value.isPresent() && !type.isInstance(value.get())) {
            throw new UsageException("Cannot get " + path + " as " + type.getSimpleName() + " (got "
                    + RecordValues.describe(value.get()) + ")");
        }
        return value.map(type::cast);
    }

    /**
     * The record with a value at a path, in the place of the one that is there or at the end; structs on the way to it are made where they
     * are missing, and each element of an array on the way gets it.
     *
     * @throws UsageException if the path leads through something else, or the value is of a class that no column has
     */
    public DynamicRecord addField(String path, Object value) {
        var steps = ColumnPath.parse(path).steps();
        var copy = RecordValues.copy(path, value);
        return (DynamicRecord) change(this, steps, path, (record, name) -> record.with(name, copy));
    }

    /** The record without the field at a path, in each element of arrays on the way; a path that is not there changes nothing. */
    public DynamicRecord dropField(String path) {
        var steps = ColumnPath.parse(path).steps();
        return getField(path).isEmpty() && !isThere(this, steps)
                ? this
                : (DynamicRecord) change(this, steps, path, DynamicRecord::without);
    }

    /** The types of the values, found by looking at them. */
    public Type.Struct schema() {
        return RecordValues.schema(List.of(this));
    }

    /** The record as JSON, without fields that are null. */
    public String toJson() {
        return RecordJson.print(this);
    }

    Object value(String name) {
        return fields.get(name);
    }

    /** What becomes of the field of a name. */
    private interface Change {
        DynamicRecord of(DynamicRecord record, String name);
    }

    private DynamicRecord with(String name, Object value) {
        var more = new LinkedHashMap<>(fields);
        more.put(name, value);
        return new DynamicRecord(more);
    }

    private DynamicRecord without(String name) {
        var less = new LinkedHashMap<>(fields);
        less.remove(name);
        return new DynamicRecord(less);
    }

    private static Object value(Object in, List<ColumnPath.Step> steps) {
        if (steps.isEmpty()) {
            return in;
        }
        var rest = steps.subList(1, steps.size());
        if (steps.get(0) instanceof ColumnPath.Name step && in instanceof DynamicRecord record) {
            return value(record.fields.get(step.name()), rest);
        } else if (steps.get(0) instanceof ColumnPath.Elements && in instanceof List<?> list) {
            return each(list, element -> value(element, rest));
        }
        return null;
    }

    /** Whether a field ends the path, be it null. */
    private static boolean isThere(Object in, List<ColumnPath.Step> steps) {
        var rest = steps.subList(1, steps.size());
        if (steps.get(0) instanceof ColumnPath.Name step && in instanceof DynamicRecord record) {
            return record.fields.containsKey(step.name())
                    && (rest.isEmpty() || isThere(record.fields.get(step.name()), rest));
        }
        return steps.get(0) instanceof ColumnPath.Elements
                && in instanceof List<?> list
                && !rest.isEmpty()
                && list.stream().anyMatch(element -> isThere(element, rest));
    }

    private static Object change(Object in, List<ColumnPath.Step> steps, String path, Change change) {
        var rest = steps.subList(1, steps.size());
        if (steps.get(0) instanceof ColumnPath.Name step && (in == null || in instanceof DynamicRecord)) {
            var record = in == null ? EMPTY : (DynamicRecord) in;
            return rest.isEmpty()
                    ? change.of(record, step.name())
                    : record.with(step.name(), change(record.fields.get(step.name()), rest, path, change));
        } else if (steps.get(0) instanceof ColumnPath.Elements && in instanceof List<?> list && !rest.isEmpty()) {
            return each(list, element -> element == null ? null : change(element, rest, path, change));
        }
        throw new UsageException("Cannot change " + path + " of a record: it leads through " + RecordValues.describe(in)
                + " (expected a struct before a name, an array before [] and a name behind it)");
    }

    /** As {@link java.util.stream.Stream#map}, but elements may be null. */
    private static List<Object> each(List<?> list, UnaryOperator<Object> change) {
        var changed = new ArrayList<Object>(list.size());
        list.forEach(element -> changed.add(change.apply(element)));
        return Collections.unmodifiableList(changed);
    }

    /** Records are equal whatever the order of their fields. */
    @Override
    public boolean equals(Object other) {
        return other instanceof DynamicRecord that && comparable(fields).equals(comparable(that.fields));
    }

    @Override
    public int hashCode() {
        return Objects.hash(comparable(fields));
    }

    /** Arrays of bytes have no equality by content. */
    private static Object comparable(Object value) {
        if (value instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes);
        } else if (value instanceof List<?> list) {
            return each(list, DynamicRecord::comparable);
        } else if (value instanceof Map<?, ?> map) {
            var copy = new LinkedHashMap<Object, Object>();
            map.forEach((key, each) -> copy.put(comparable(key), comparable(each)));
            return copy;
        }
        return value;
    }

    @Override
    public String toString() {
        return toJson();
    }
}
