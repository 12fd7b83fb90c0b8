// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Makes Spark's own format of Java values. Nothing is lost: a number takes any width that holds it exactly, every other value must be of
 * the class of its type, and a field that the type does not have is a misfit.
 */
@FunctionalInterface
interface RecordWriter {
    /** The value in Spark's format; null for null. */
    Object write(Object value) throws RecordMisfit;

    /** A writer of values of a type. */
    static RecordWriter of(Type type) {
        var writer = notNull(type);
        return value -> value == null ? null : writer.write(value);
    }

    private static RecordWriter notNull(Type type) {
        if (type instanceof Type.Primitive primitive) {
            return value -> primitive(primitive, value);
        } else if (type instanceof Type.Decimal decimal) {
            return value -> decimal(decimal, value);
        } else if (type instanceof Type.Struct struct) {
            return struct(struct);
        } else if (type instanceof Type.Array array) {
            return list(array, of(array.element()));
        } else if (type instanceof Type.Map map) {
            return map(map, of(map.key()), of(map.value()));
        } else if (type instanceof Type.Choice choice) {
            return branches(choice);
        }
        return value -> {
            throw misfit(type, value);
        };
    }

    private static Object primitive(Type.Primitive type, Object value) throws RecordMisfit {
        switch (type) {
            case BYTE:
                return exact(type, value).map(BigDecimal::byteValueExact);
            case SHORT:
                return exact(type, value).map(BigDecimal::shortValueExact);
            case INT:
                return exact(type, value).map(BigDecimal::intValueExact);
            case LONG:
                return exact(type, value).map(BigDecimal::longValueExact);
            case FLOAT:
                return value instanceof Float
                        ? value
                        : floating(type, value, number(type, value).floatValue());
            case DOUBLE:
                return value instanceof Float || value instanceof Double
                        ? (Object) ((Number) value).doubleValue()
                        : floating(type, value, number(type, value).doubleValue());
            default:
                return sameClass(type, value);
        }
    }

    private static Object sameClass(Type.Primitive type, Object value) throws RecordMisfit {
        if (!RecordValues.typeName(value).filter(type.typeName()::equals).isPresent()) {
            throw misfit(type, value);
        }
        try {
            return switch (type) {
                case STRING -> UTF8String.fromString((String) value);
                case DATE -> DateTimeUtils.localDateToDays((LocalDate) value);
                case TIMESTAMP -> DateTimeUtils.instantToMicros((Instant) value);
                case TIMESTAMP_NTZ -> DateTimeUtils.localDateTimeToMicros((LocalDateTime) value);
                default -> value;
            };
        } catch (ArithmeticException e) {
            throw misfit(type, value);
        }
    }

    private static Object floating(Type type, Object value, Number rounded) throws RecordMisfit {
        boolean isExact = !Double.isInfinite(rounded.doubleValue())
                && new BigDecimal(rounded.doubleValue()).compareTo(number(type, value)) == 0;
        if (!isExact) {
            throw misfit(type, value);
        }
        return rounded;
    }

    private static Object decimal(Type.Decimal type, Object value) throws RecordMisfit {
        try {
            var scaled = number(type, value).setScale(type.scale());
            if (scaled.precision() <= type.precision()) {
                return Decimal.apply(scaled, type.precision(), type.scale());
            }
        } catch (ArithmeticException e) {
            throw misfit(type, value);
        }
        throw misfit(type, value);
    }

    /** A number that is to become a whole one. */
    record Exact(Type type, Object value, BigDecimal number) {
        Object map(Function<BigDecimal, Object> conversion) throws RecordMisfit {
            try {
                return conversion.apply(number);
            } catch (ArithmeticException e) {
                throw misfit(type, value);
            }
        }
    }

    private static Exact exact(Type type, Object value) throws RecordMisfit {
        return new Exact(type, value, number(type, value));
    }

    private static BigDecimal number(Type type, Object value) throws RecordMisfit {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        } else if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            if (Double.isFinite(number)) {
                return new BigDecimal(value.toString());
            }
        } else if (value instanceof Number number) {
            return BigDecimal.valueOf(number.longValue());
        }
        throw misfit(type, value);
    }

    private static RecordWriter struct(Type.Struct type) {
        var names = type.names();
        var known = Set.copyOf(names);
        var writers = type.fields().stream().map(field -> of(field.type())).toList();
        return value -> {
            if (!(value instanceof DynamicRecord record)) {
                throw misfit(type, value);
            }
            refuseUnknown(record, known, names);
            var values = new Object[names.size()];
            for (int i = 0; i < values.length; i++) {
                try {
                    values[i] = writers.get(i).write(record.value(names.get(i)));
                } catch (RecordMisfit e) {
                    throw e.inField(names.get(i));
                }
            }
            return new GenericInternalRow(values);
        };
    }

    private static void refuseUnknown(DynamicRecord record, Set<String> known, List<String> names) throws RecordMisfit {
        for (var name : record.fields().keySet()) {
            if (!known.contains(name)) {
                throw new RecordMisfit("the output type has no such field " + Suggestion.among(name, names))
                        .inField(name);
            }
        }
    }

    private static RecordWriter list(Type.Array type, RecordWriter elements) {
        return value -> {
            if (!(value instanceof List<?> list)) {
                throw misfit(type, value);
            }
            return new GenericArrayData(all(list, elements));
        };
    }

    private static Object[] all(Iterable<?> values, RecordWriter writer) throws RecordMisfit {
        var written = new ArrayList<Object>();
        for (var value : values) {
            try {
                written.add(writer.write(value));
            } catch (RecordMisfit e) {
                throw e.inElements();
            }
        }
        return written.toArray();
    }

    private static RecordWriter map(Type.Map type, RecordWriter keys, RecordWriter values) {
        return value -> {
            if (!(value instanceof Map<?, ?> map)) {
                throw misfit(type, value);
            } else if (map.containsKey(null)) {
                throw new RecordMisfit("a key of the map is null");
            }
            return new ArrayBasedMapData(
                    new GenericArrayData(all(map.keySet(), keys)), new GenericArrayData(all(map.values(), values)));
        };
    }

    /** Into the branch of the value's own type, else into the first number that holds it. */
    private static RecordWriter branches(Type.Choice type) {
        var order = List.of("byte", "short", "int", "long", "decimal", "double", "float");
        var members = type.members();
        var writers = members.stream().map(RecordWriter::of).toList();
        var numbers = IntStream.range(0, members.size())
                .boxed()
                .filter(i -> order.contains(members.get(i).typeName()))
                .sorted(Comparator.comparing(i -> order.indexOf(members.get(i).typeName())))
                .toList();
        return value -> {
            var name = RecordValues.typeName(value).orElseThrow(() -> misfit(type, value));
            for (int i = 0; i < members.size(); i++) {
                if (members.get(i).typeName().equals(name)) {
                    return branch(members.size(), i, writers.get(i).write(value));
                }
            }
            for (int i : numbers) {
                try {
                    return branch(members.size(), i, writers.get(i).write(value));
                } catch (RecordMisfit e) {
                    // the next number may hold it
                }
            }
            throw misfit(type, value);
        };
    }

    private static Object branch(int members, int place, Object written) {
        var values = new Object[members];
        values[place] = written;
        return new GenericInternalRow(values);
    }

    private static RecordMisfit misfit(Type type, Object value) {
        return new RecordMisfit("the value does not fit (got " + RecordValues.describe(value) + "; expected "
                + TypeString.print(type) + ")");
    }
}
