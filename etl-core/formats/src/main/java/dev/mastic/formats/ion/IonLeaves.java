// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.ion;

import com.amazon.ion.Timestamp;
import dev.mastic.core.type.Type;
import dev.mastic.formats.tree.Leaves;
import dev.mastic.formats.tree.NodeReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.types.Decimal;

/** Values of Ion as Spark has them. None is rounded: one that does not fit is refused. */
final class IonLeaves implements Leaves {
    @Override
    public NodeReader reader(Type type) {
        if (type instanceof Type.Decimal decimal) {
            return reading(
                    "a decimal(" + decimal.precision() + "," + decimal.scale() + ")", leaf -> exact(leaf, decimal));
        }
        var primitive = (Type.Primitive) type;
        return switch (primitive) {
            case BOOLEAN -> reading("a boolean", leaf -> leaf.value() instanceof Boolean flag ? flag : null);
            case BYTE -> whole("a byte", Byte.SIZE, number -> number.byteValue());
            case SHORT -> whole("a short", Short.SIZE, number -> number.shortValue());
            case INT -> whole("an int", Integer.SIZE, number -> number.intValue());
            case LONG -> whole("a long", Long.SIZE, number -> number.longValue());
            case FLOAT ->
                reading("a float", leaf -> leaf.value() instanceof Number number ? number.floatValue() : null);
            case DOUBLE ->
                reading("a double", leaf -> leaf.value() instanceof Number number ? number.doubleValue() : null);
            case BINARY -> reading("a blob or clob", leaf -> leaf.value() instanceof byte[] bytes ? bytes : null);
            case DATE -> reading("a date", leaf -> leaf.isDay() ? day((Timestamp) leaf.value()) : null);
            case TIMESTAMP -> reading("a timestamp", leaf -> leaf.value() instanceof Timestamp at ? micros(at) : null);
            case TIMESTAMP_NTZ ->
                reading(
                        "a timestamp without an offset",
                        leaf -> leaf.value() instanceof Timestamp at && at.getLocalOffset() == null
                                ? micros(at)
                                : null);
            default -> reading("no value", leaf -> null);
        };
    }

    /** @param read null for what is not of the type */
    private static NodeReader reading(String expected, Function<IonLeaf, Object> read) {
        return node -> {
            var value = node instanceof IonLeaf leaf ? read.apply(leaf) : null;
            return Optional.ofNullable(value).orElseThrow(() -> NodeReader.misfit(expected, node));
        };
    }

    private static NodeReader whole(String expected, int bits, Function<BigInteger, Object> read) {
        return reading(
                expected,
                leaf -> leaf.value() instanceof BigInteger number && number.bitLength() < bits
                        ? read.apply(number)
                        : null);
    }

    private static Decimal exact(IonLeaf leaf, Type.Decimal type) {
        var written = leaf.value() instanceof BigInteger whole
                ? new BigDecimal(whole)
                : leaf.value() instanceof BigDecimal decimal ? decimal : null;
        if (written == null) {
            return null;
        }
        var least = written.signum() == 0 ? BigDecimal.ZERO : written.stripTrailingZeros();
        boolean fits = least.scale() <= type.scale()
                && (long) least.precision() - least.scale() <= type.precision() - type.scale();
        return fits
                ? Decimal.apply(least.setScale(type.scale(), RoundingMode.UNNECESSARY), type.precision(), type.scale())
                : null;
    }

    private static int day(Timestamp at) {
        return (int) LocalDate.of(at.getYear(), at.getMonth(), at.getDay()).toEpochDay();
    }

    private static long micros(Timestamp at) {
        return at.getDecimalMillis()
                .movePointRight(3)
                .setScale(0, RoundingMode.FLOOR)
                .longValueExact();
    }
}
