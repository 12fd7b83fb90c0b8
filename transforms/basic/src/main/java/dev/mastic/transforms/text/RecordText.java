// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.text;

import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Value;
import dev.mastic.core.type.Observed;
import dev.mastic.core.type.Resolution;
import dev.mastic.core.type.Type;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.catalyst.InternalRow;

/** Reads the record that a text of one format holds. Stateless, so that threads can share it. */
public interface RecordText extends Serializable {
    /** What {@link #read} makes. */
    Type.Struct type();

    /** The record; null if the text does not hold exactly one, whole, of the type. */
    InternalRow read(byte[] text);

    /** The records of texts; null where there is none, or it cannot be read. Does not break code generation. */
    default Value of(Value text) {
        return new Value(
                type(),
                columns -> new ReadText(
                        new Column(text.expression().apply(columns))
                                .cast("binary")
                                .expr(),
                        this));
    }

    /** What is seen in many texts, for those who do not know the type; what cannot be read is passed over. */
    @FunctionalInterface
    interface Inference extends Serializable {
        /** The records of all texts. */
        Observed observe(Iterator<byte[]> texts);

        /** The type of the records in a column of texts or bytes; mixed values become choices. Runs a Spark job. */
        default Type.Struct typeOf(DynamicFrame frame, Value text) {
            var bytes = text.over(frame.schema(), frame.toDF()).cast("binary");
            var seen = frame.toDF()
                    .select(bytes)
                    .filter(bytes.isNotNull())
                    .as(Encoders.BINARY())
                    .mapPartitions(
                            (MapPartitionsFunction<byte[], Observed>)
                                    texts -> List.of(observe(texts)).iterator(),
                            Encoders.javaSerialization(Observed.class))
                    .collectAsList();
            return Resolution.LOSSLESS.resolveRows(seen.stream().reduce(Observed.nothing(), Observed::merge));
        }
    }
}
