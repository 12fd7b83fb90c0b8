// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.type.Type;
import java.io.Serializable;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** A function of a record as a function of a row in Spark's format, which answers with what came out, or with why nothing did. */
final class RecordWork implements UnaryOperator<InternalRow>, Serializable {
    /** What the function made. */
    static final String VALUE = "value";
    /** The column path of what is wrong. */
    static final String COLUMN = "column";
    /** Why there is no value; null where there is one. */
    static final String REASON = "reason";

    private static final long serialVersionUID = 1L;
    private final Type.Struct input;
    private final DataType valueType;
    private final Step step;
    private transient RecordReader.Structs reader;

    /** What is done with a record; the result is in Spark's format. */
    interface Step extends Serializable {
        Object of(DynamicRecord record) throws Exception;
    }

    RecordWork(Type.Struct input, DataType valueType, Step step) {
        this.input = input;
        this.valueType = valueType;
        this.step = step;
    }

    Type.Struct input() {
        return input;
    }

    StructType answer() {
        return new StructType()
                .add(VALUE, valueType)
                .add(COLUMN, DataTypes.StringType)
                .add(REASON, DataTypes.StringType);
    }

    @Override
    public InternalRow apply(InternalRow row) {
        reader = reader == null ? new RecordReader.Structs(input) : reader;
        try {
            return new GenericInternalRow(new Object[] {step.of(reader.record(row)), null, null});
        } catch (RecordMisfit e) {
            return refusal(e.path(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EtlException("Cannot finish a function over records: the task was stopped", e);
        } catch (Exception e) {
            return refusal("", e.toString());
        }
    }

    private static InternalRow refusal(String path, String reason) {
        var column = path.isEmpty() ? null : UTF8String.fromString(path);
        return new GenericInternalRow(new Object[] {null, column, UTF8String.fromString(reason)});
    }
}
