// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Comparators;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** The rows that can have one of the keys that stand in files, as far as the counts of those files tell: a range for each column. */
record KeyRange(SideFiles files, List<String> keys) {
    Expression expression() {
        return keys.stream().map(this::range).reduce(Premise.EVERYTHING, Expressions::and);
    }

    private Expression range(String key) {
        var field = files.table().schema().asStruct().field(key);
        var type = field.type();
        // NaN lies outside of all bounds
        if (type.typeId() == Type.TypeID.FLOAT || type.typeId() == Type.TypeID.DOUBLE) {
            return Premise.EVERYTHING;
        }
        var least = bound(field, DataFile::lowerBounds, comparator(type));
        var most = bound(field, DataFile::upperBounds, comparator(type).reversed());
        return Expressions.and(
                least.<Expression>map(value -> Expressions.greaterThanOrEqual(key, literal(value)))
                        .orElse(Premise.EVERYTHING),
                most.<Expression>map(value -> Expressions.lessThanOrEqual(key, literal(value)))
                        .orElse(Premise.EVERYTHING));
    }

    /** The first in this order of what all files say; empty if one of them does not. */
    private Optional<Object> bound(
            Types.NestedField field, Function<DataFile, Map<Integer, ByteBuffer>> bounds, Comparator<Object> order) {
        var known = files.files().stream()
                .map(file -> Optional.ofNullable(bounds.apply(file)).map(all -> all.get(field.fieldId())))
                .toList();
        return known.stream().allMatch(Optional::isPresent)
                ? known.stream()
                        .map(bytes -> (Object) Conversions.fromByteBuffer(field.type(), bytes.get()))
                        .min(order)
                : Optional.empty();
    }

    private static Comparator<Object> comparator(Type type) {
        return Comparators.forType(type.asPrimitiveType());
    }

    /** Expressions take text as text. */
    private static Object literal(Object value) {
        return value instanceof CharSequence ? value.toString() : value;
    }
}
