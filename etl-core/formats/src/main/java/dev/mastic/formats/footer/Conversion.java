// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.footer;

import java.util.function.UnaryOperator;
import org.apache.spark.sql.catalyst.expressions.Expression;

/**
 * How values of a file become values of a declared type. Null stays null.
 *
 * @param expression from the value as Spark reads it when it is told the file's own type
 */
record Conversion(Effect effect, UnaryOperator<Expression> expression) {
    /** What a conversion does, from the least to the most. */
    enum Effect {
        /** Spark's reader does the same when it is told the declared type. */
        NATIVE,
        /** Each value has its counterpart. */
        WIDENS,
        /** A value that the declared type cannot hold refuses its row. */
        CHECKS;

        Effect or(Effect other) {
            return compareTo(other) < 0 ? other : this;
        }
    }

    /** Values that are what they shall be. */
    static Conversion none() {
        return new Conversion(Effect.NATIVE, UnaryOperator.identity());
    }

    Expression of(Expression value) {
        return expression.apply(value);
    }
}
