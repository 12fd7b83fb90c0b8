// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.footer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.type.Type;
import dev.mastic.testkit.RandomRows;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scala.collection.JavaConverters;

/** Values as other types: the same value or a refusal, never another and never null; computed and generated alike. */
class ConversionsTest {
    private static final Conversions CONVERSIONS = new Conversions(false, new Leaves("UTC", false));
    private static final List<Type.Primitive> WHOLE =
            List.of(Type.Primitive.BYTE, Type.Primitive.SHORT, Type.Primitive.INT, Type.Primitive.LONG);
    private static final List<Type> NUMBERS = List.of(
            Type.Primitive.BYTE,
            Type.Primitive.SHORT,
            Type.Primitive.INT,
            Type.Primitive.LONG,
            Type.Primitive.FLOAT,
            Type.Primitive.DOUBLE,
            new Type.Decimal(5, 2),
            new Type.Decimal(10, 0),
            new Type.Decimal(20, 4),
            new Type.Decimal(38, 0),
            new Type.Decimal(38, 38));

    @Provide
    Arbitrary<Type> numbers() {
        return Arbitraries.of(NUMBERS);
    }

    private static Type.Struct column(Type type) {
        return Type.Struct.of(new Type.Field("c", type));
    }

    private static Expression converted(Type from, Type to) {
        var column = CONVERSIONS.columns(column(from), column(to)).get(0);
        return column.conversion().of(new BoundReference(0, SparkTypes.toSpark(from), true));
    }

    /** Empty for a refusal. */
    private static Optional<Object> convert(Object value, Type from, Type to) {
        var expression = converted(from, to);
        var row = new GenericInternalRow(new Object[] {value});
        var computed = orRefused(() -> expression.eval(row));
        var generated = orRefused(() -> UnsafeProjection.create(
                        JavaConverters.asScalaBuffer(List.of(expression)).toSeq())
                .apply(row)
                .get(0, SparkTypes.toSpark(to)));
        assertThat(generated).isEqualTo(computed);
        return computed;
    }

    private static Optional<Object> orRefused(Supplier<Object> value) {
        try {
            return Optional.of(value.get());
        } catch (UnfitException e) {
            return Optional.empty();
        }
    }

    /** A value of a type, often at the edges of this or another type. */
    private static Object value(Type type, Random random) {
        if (type == Type.Primitive.FLOAT || type == Type.Primitive.DOUBLE) {
            double value = floating(random);
            return type == Type.Primitive.FLOAT ? (Object) (float) value : (Object) value;
        } else if (type instanceof Type.Decimal decimal) {
            int digits = 1 + random.nextInt(decimal.precision());
            var unscaled = new BigDecimal(new BigInteger(130, random))
                    .remainder(BigDecimal.TEN.pow(digits))
                    .setScale(0, RoundingMode.DOWN);
            var signed = random.nextBoolean() ? unscaled : unscaled.negate();
            return Decimal.apply(
                    new BigDecimal(signed.unscaledValue(), decimal.scale()), decimal.precision(), decimal.scale());
        }
        long edge = 1L << random.nextInt(64);
        long value = random.nextBoolean() ? edge + random.nextInt(5) - 2 : random.nextLong() >> random.nextInt(64);
        return switch ((Type.Primitive) type) {
            case BYTE -> (Object) (byte) value;
            case SHORT -> (Object) (short) value;
            case INT -> (Object) (int) value;
            default -> (Object) value;
        };
    }

    private static double floating(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> Math.scalb(1.0, random.nextInt(130)) * (random.nextBoolean() ? 1 : -1);
            case 1 -> random.nextInt(100_000) / 100.0;
            case 2 -> Double.longBitsToDouble(random.nextLong());
            case 3 -> random.nextLong() >> random.nextInt(64);
            case 4 ->
                List.of(Double.NaN, Double.POSITIVE_INFINITY, -0.0, Double.MIN_VALUE, 0x1p63, -0x1p63)
                        .get(random.nextInt(6));
            default -> random.nextGaussian();
        };
    }

    /** Empty for what is no number. */
    private static Optional<BigDecimal> exactly(Object value) {
        if (value instanceof Decimal decimal) {
            return Optional.of(decimal.toJavaBigDecimal());
        } else if (value instanceof Float || value instanceof Double) {
            double number = ((Number) value).doubleValue();
            return Double.isFinite(number) ? Optional.of(new BigDecimal(number)) : Optional.empty();
        }
        return Optional.of(BigDecimal.valueOf(((Number) value).longValue()));
    }

    private static boolean holds(Type type, BigDecimal number) {
        if (type instanceof Type.Decimal decimal) {
            var plain = number.stripTrailingZeros();
            return number.signum() == 0
                    || (plain.scale() <= decimal.scale()
                            && plain.precision() - plain.scale() <= decimal.precision() - decimal.scale());
        } else if (type == Type.Primitive.FLOAT || type == Type.Primitive.DOUBLE) {
            double near = type == Type.Primitive.FLOAT ? number.floatValue() : number.doubleValue();
            return Double.isFinite(near) && new BigDecimal(near).compareTo(number) == 0;
        }
        int bits = 8 << WHOLE.indexOf(type);
        return number.stripTrailingZeros().scale() <= 0 && number.toBigInteger().bitLength() < bits;
    }

    private static boolean isDecimal(Type type) {
        return type instanceof Type.Decimal;
    }

    private static boolean isFloating(Type type) {
        return type == Type.Primitive.FLOAT || type == Type.Primitive.DOUBLE;
    }

    @Property(tries = 1000)
    void numbersAreTheSameOrRefused(@ForAll("numbers") Type from, @ForAll("numbers") Type to, @ForAll long seed) {
        Assume.that(!((isDecimal(from) && isFloating(to)) || (isFloating(from) && isDecimal(to))));
        var value = value(from, new Random(seed));
        var number = exactly(value);
        var result = convert(value, from, to);
        if (number.isPresent()) {
            assertThat(result.isPresent()).isEqualTo(holds(to, number.get()));
            result.ifPresent(same -> assertThat(exactly(same).orElseThrow()).isEqualByComparingTo(number.get()));
        } else {
            assertThat(result.map(Object::toString))
                    .isEqualTo(isFloating(to) ? Optional.of(value.toString()) : Optional.empty());
        }
    }

    @Property(tries = 1000)
    void decimalsAndFloatingNumbersAreTheSameAsWrittenOrRefused(
            @ForAll("numbers") Type decimal, @ForAll boolean isDouble, @ForAll boolean back, @ForAll long seed) {
        Assume.that(isDecimal(decimal));
        var floating = isDouble ? Type.Primitive.DOUBLE : Type.Primitive.FLOAT;
        var from = back ? floating : decimal;
        var to = back ? decimal : floating;
        var value = value(from, new Random(seed));
        convert(value, from, to).ifPresent(result -> {
            var number = ((Number) (back ? value : result)).doubleValue();
            var digits = ((Decimal) (back ? result : value)).toJavaBigDecimal();
            if (back) {
                assertThat(isDouble ? digits.doubleValue() : digits.floatValue())
                        .isEqualTo(number);
            } else {
                assertThat(new BigDecimal(Double.toString(number)).setScale(digits.scale(), RoundingMode.HALF_UP))
                        .isEqualByComparingTo(digits);
            }
        });
    }

    @Property(tries = 500)
    void textsTellTheNumber(@ForAll("numbers") Type from, @ForAll long seed) {
        var value = value(from, new Random(seed));
        var text = convert(value, from, Type.Primitive.STRING).orElseThrow().toString();
        if (isFloating(from)) {
            assertThat(from == Type.Primitive.FLOAT ? (Object) Float.valueOf(text) : (Object) Double.valueOf(text))
                    .isEqualTo(value);
        } else {
            assertThat(new BigDecimal(text)).isEqualByComparingTo(exactly(value).orElseThrow());
        }
    }

    @Property(tries = 500)
    void nullStaysNull(@ForAll("types") Type from, @ForAll("types") Type to) {
        try {
            assertThat(converted(from, to).eval(new GenericInternalRow(new Object[1])))
                    .isNull();
        } catch (UnfitException e) {
            assertThat(e).hasMessageContaining(" in the file, declared as ");
        }
    }

    @Provide
    Arbitrary<Type> types() {
        return Arbitraries.integers().between(0, 100_000).map(seed -> new RandomRows(seed, true).type(3));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1999, 1",
        "-1, -1",
        "-1000, -1",
        "-1001, -2",
        "9223372036854775807, 9223372036854775",
        "-9223372036854775808, -9223372036854776"
    })
    void readsNanosecondsToTheMicrosecondBelow(long nanoseconds, long microseconds) {
        for (var type : List.of(Type.Primitive.TIMESTAMP, Type.Primitive.TIMESTAMP_NTZ)) {
            var column = new Conversions(false, new Leaves("America/New_York", true))
                    .columns(column(type), column(type))
                    .get(0);
            var expression = column.conversion().of(new BoundReference(0, DataTypes.LongType, true));
            assertThat(expression.eval(new GenericInternalRow(new Object[] {nanoseconds})))
                    .isEqualTo(microseconds);
        }
    }

    @Test
    void refusesDatesThatNoMomentReaches() {
        assertThat(convert(Integer.MAX_VALUE, Type.Primitive.DATE, Type.Primitive.TIMESTAMP))
                .isEmpty();
        assertThat(convert(Integer.MIN_VALUE, Type.Primitive.DATE, Type.Primitive.TIMESTAMP_NTZ))
                .isEmpty();
        assertThat(convert(-1, Type.Primitive.DATE, Type.Primitive.TIMESTAMP)).contains(-86_400_000_000L);
    }

    @Test
    void refusesTimesThatAZoneSkips() {
        var berlin = new Conversions(false, new Leaves("Europe/Berlin", false));
        var times = Type.Primitive.TIMESTAMP_NTZ;
        var column =
                berlin.columns(column(times), column(Type.Primitive.TIMESTAMP)).get(0);
        var expression = column.conversion().of(new BoundReference(0, DataTypes.TimestampNTZType, true));
        long skipped = Instant.parse("2024-03-31T02:30:00Z").getEpochSecond() * 1_000_000;
        assertThatThrownBy(() -> expression.eval(new GenericInternalRow(new Object[] {skipped})))
                .isInstanceOf(UnfitException.class)
                .hasMessage("is timestamp_ntz in the file, and timestamp cannot hold its value");
        assertThat(expression.eval(new GenericInternalRow(new Object[] {skipped + 3_600_000_000L})))
                .isEqualTo(skipped - 3_600_000_000L);
    }
}
