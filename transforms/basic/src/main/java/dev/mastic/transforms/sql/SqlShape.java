// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.sql;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MetadataBuilder;
import scala.Option;
import scala.collection.JavaConverters;

/**
 * From record types to analysed plans and back. A column that is passed through keeps exactly the type that it has in its frame; of
 * others Spark's type says it, which has the marks of choices.
 *
 * @param failure the start of every message
 * @param inputs the records of the frames, in the order of their numbers
 */
record SqlShape(String failure, List<Type.Struct> inputs) {
    private static final String FRAME = "mastic.frame";
    private static final String COLUMN = "mastic.column";

    /** A relation without rows in the place of a frame. */
    LocalRelation relation(int frame) {
        var schema = SparkTypes.toSpark(inputs.get(frame)).fields();
        var attributes = new ArrayList<Attribute>();
        for (int i = 0; i < schema.length; i++) {
            attributes.add(new AttributeReference(
                    schema[i].name(),
                    schema[i].dataType(),
                    true,
                    new MetadataBuilder()
                            .putLong(FRAME, frame)
                            .putLong(COLUMN, i)
                            .build(),
                    NamedExpression.newExprId(),
                    JavaConverters.asScalaBuffer(List.<String>of())));
        }
        return new LocalRelation(
                JavaConverters.asScalaBuffer(attributes), JavaConverters.asScalaBuffer(List.of()), false);
    }

    /**
     * The type of a plan's output.
     *
     * @throws UsageException if two columns have one name, or one has a type that frames cannot have
     */
    Type.Struct output(LogicalPlan analyzed) {
        try {
            return new Type.Struct(JavaConverters.seqAsJavaList(analyzed.output()).stream()
                    .map(attribute -> new Type.Field(attribute.name(), typeOf(attribute)))
                    .toList());
        } catch (EtlException | IllegalArgumentException e) {
            throw new UsageException(failure + ": " + e.getMessage(), e);
        }
    }

    private Type typeOf(Attribute attribute) {
        var from = attribute.metadata();
        if (from.contains(FRAME)) {
            var record = inputs.get((int) from.getLong(FRAME));
            var type = record.fields().get((int) from.getLong(COLUMN)).type();
            // a union may have widened it
            if (DataType.equalsIgnoreNullability(SparkTypes.toSpark(type), attribute.dataType())) {
                return type;
            }
        }
        return SparkTypes.fromSpark(attribute.dataType());
    }

    /** A value as columns of frames are: its parts may be null, also if this expression never makes them so. */
    static Expression nullable(Expression expression) {
        var type = expression.dataType();
        var loose = type.asNullable();
        return loose.equals(type) ? expression : new Cast(expression, loose, Option.empty(), EvalMode.LEGACY());
    }
}
