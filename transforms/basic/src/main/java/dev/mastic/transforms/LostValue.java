// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Value;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * A conversion that cannot keep every value.
 *
 * @param path of the value
 * @param wanted what it shall become
 * @param where true in rows with a value that is lost
 */
record LostValue(ColumnPath path, Type wanted, Value where) {
    /** A conversion that loses what it makes null. */
    static LostValue of(ColumnPath path, Type wanted, List<Value> from, Value made) {
        var where = new Value(Type.Primitive.BOOLEAN, columns -> from.stream()
                .map(value -> new Column(value.expression().apply(columns)).isNotNull())
                .reduce(Column::or)
                .orElseThrow()
                .and(new Column(made.expression().apply(columns)).isNull())
                .expr());
        return new LostValue(path, wanted, where);
    }

    /** What is lost in an element is lost in the row that holds it. */
    LostValue inElementsOf(Value array) {
        var any = new Value(Type.Primitive.BOOLEAN, columns -> functions
                .exists(
                        new Column(array.expression().apply(columns)),
                        each -> new Column(where.expression().apply(List.of(each.expr()))))
                .expr());
        return new LostValue(path, wanted, any);
    }

    /** The frame without rows that would lose a value; those are faults. */
    static DynamicFrame refuse(DynamicFrame in, List<LostValue> values) {
        var frame = in;
        for (var value : values) {
            var lost = value.where().over(frame.schema(), frame.toDF());
            frame = frame.refuseUnless(
                    functions.not(functions.coalesce(lost, functions.lit(false))),
                    value.path().toString(),
                    "a value is no " + TypeString.print(value.wanted()));
        }
        return frame;
    }
}
