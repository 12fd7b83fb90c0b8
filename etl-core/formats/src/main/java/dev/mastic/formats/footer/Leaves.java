// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.footer;

import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import dev.mastic.formats.footer.Conversion.Effect;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EqualNullSafe;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.IntegralDivide;
import org.apache.spark.sql.catalyst.expressions.IsNull;
import org.apache.spark.sql.catalyst.expressions.LessThan;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.MicrosToTimestamp;
import org.apache.spark.sql.catalyst.expressions.Or;
import org.apache.spark.sql.catalyst.expressions.Remainder;
import org.apache.spark.sql.catalyst.expressions.Subtract;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.Option;

/**
 * Single values as values of other types: Spark's casts, held to what they lose.
 *
 * @param zone of the session, where midnights are and texts of moments
 * @param nanoseconds whether there are times that Spark reads as long, in nanoseconds
 */
record Leaves(String zone, boolean nanoseconds) {
    private static final int MOST_DAYS = (int) TimeUnit.MICROSECONDS.toDays(Long.MAX_VALUE);
    private static final Literal THOUSAND = new Literal(1000L, DataTypes.LongType);

    Conversion same(Type type) {
        return isTime(type) ? new Conversion(Effect.WIDENS, value -> decoded(value, type)) : Conversion.none();
    }

    Conversion text(Type file) {
        var effect = file == Type.Primitive.BINARY ? Effect.NATIVE : Effect.WIDENS;
        return new Conversion(effect, value -> cast(decoded(value, file), DataTypes.StringType));
    }

    Conversion number(Type file, Type declared, ColumnPath at) {
        var target = SparkTypes.toSpark(declared);
        if (Numbers.holdsAll(declared, file)) {
            return new Conversion(Effect.WIDENS, value -> cast(value, target));
        }
        return checked(file, declared, at, value -> {
            var number = cast(value, target);
            if (Numbers.isWhole(file) && Numbers.isFloating(declared)) {
                return new And(returns(value, number), isBelow(number, Numbers.above(file)));
            } else if (Numbers.isFloating(file) && Numbers.isWhole(declared)) {
                return new And(returns(value, number), isBelow(value, Numbers.above(declared)));
            }
            return returns(value, number);
        });
    }

    Conversion time(Type file, Type declared, ColumnPath at) {
        var target = SparkTypes.toSpark(declared);
        return checked(file, declared, at, value -> {
            var comesBack = returns(value, cast(value, target));
            return file == Type.Primitive.DATE ? new And(isMoment(value), comesBack) : comesBack;
        });
    }

    /** Dates reach further than moments in microseconds do. */
    private static Expression isMoment(Expression date) {
        return new And(
                new LessThan(new Literal(-MOST_DAYS, DataTypes.DateType), date),
                new LessThan(date, new Literal(MOST_DAYS, DataTypes.DateType)));
    }

    private Conversion checked(Type file, Type declared, ColumnPath at, Function<Expression, Expression> fits) {
        var target = SparkTypes.toSpark(declared);
        var unfit = new Unfit(target, UnfitException.value(at, file, declared));
        return new Conversion(Effect.CHECKS, stored -> {
            var value = decoded(stored, file);
            return new If(new Or(new IsNull(value), fits.apply(value)), cast(value, target), unfit);
        });
    }

    /** Whether a value comes back as it was. */
    private Expression returns(Expression value, Expression converted) {
        return new EqualNullSafe(cast(converted, value.dataType()), value);
    }

    /** Casts to whole numbers end at the largest, which a floating number next to it would come back from. */
    private Expression isBelow(Expression floating, double limit) {
        return new LessThan(cast(floating, DataTypes.DoubleType), new Literal(limit, DataTypes.DoubleType));
    }

    private Expression cast(Expression value, DataType type) {
        return value.dataType().equals(type) ? value : new Cast(value, type, Option.apply(zone), EvalMode.LEGACY());
    }

    private static boolean isTime(Type type) {
        return type == Type.Primitive.TIMESTAMP || type == Type.Primitive.TIMESTAMP_NTZ;
    }

    /** A time to the microsecond below, as text and INT96 are read. */
    private Expression decoded(Expression stored, Type type) {
        if (!isTime(type) || !stored.dataType().equals(DataTypes.LongType)) {
            return stored;
        }
        var isBefore = new LessThan(new Remainder(stored, THOUSAND, EvalMode.LEGACY()), literal(0));
        var micros = new Subtract(
                new IntegralDivide(stored, THOUSAND, EvalMode.LEGACY()),
                new If(isBefore, literal(1), literal(0)),
                EvalMode.LEGACY());
        var moment = new MicrosToTimestamp(micros);
        return type == Type.Primitive.TIMESTAMP
                ? moment
                : new Cast(moment, DataTypes.TimestampNTZType, Option.apply("UTC"), EvalMode.LEGACY());
    }

    private static Literal literal(long number) {
        return new Literal(number, DataTypes.LongType);
    }
}
