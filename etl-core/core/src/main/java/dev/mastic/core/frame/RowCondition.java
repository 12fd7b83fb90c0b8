// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import java.util.function.Predicate;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Predicate$;
import org.apache.spark.sql.types.StructType;
import scala.runtime.AbstractPartialFunction;

/** A condition of a query that is asked of rows on the driver, such as those of partition values. Null does not hold. Runs no job. */
public final class RowCondition {
    private RowCondition() {}

    /**
     * The condition.
     *
     * @param columns the columns of the rows, which the condition names; it names no other
     */
    public static Predicate<InternalRow> of(Expression condition, StructType columns) {
        return Predicate$.MODULE$.createInterpreted(condition.transform(new Bind(columns)))::eval;
    }

    /** Columns become places in the row. */
    private static final class Bind extends AbstractPartialFunction<Expression, Expression> {
        private static final long serialVersionUID = 1L;
        private final StructType columns;

        Bind(StructType columns) {
            this.columns = columns;
        }

        @Override
        public boolean isDefinedAt(Expression expression) {
            return expression instanceof AttributeReference;
        }

        @Override
        public Expression apply(Expression expression) {
            int at = columns.fieldIndex(((AttributeReference) expression).name());
            return new BoundReference(at, columns.fields()[at].dataType(), true);
        }
    }
}
