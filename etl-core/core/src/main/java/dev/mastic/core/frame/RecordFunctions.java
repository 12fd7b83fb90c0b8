// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.type.Type;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.Option;

/**
 * Users' functions over the records of a frame. A record for which the function fails is a fault, with the record as it came in; the second
 * pass, which finds those, calls the function again.
 *
 * @param in the frame
 */
record RecordFunctions(DynamicFrame in) {
    private static final String RECORD = "record";
    private static final String ANSWER = "answer";

    DynamicFrame map(MapFunction<DynamicRecord, DynamicRecord> function, Type.Struct output) {
        refuseUnserializable(function);
        var written = new Written(output);
        var work = work(SparkTypes.toSpark(output), record -> written.of(function.call(record)));
        return frame(
                work, output, rows -> rows.select(answer(rows, RecordWork.VALUE).as(RECORD)));
    }

    DynamicFrame filter(FilterFunction<DynamicRecord> function) {
        refuseUnserializable(function);
        var work = work(DataTypes.BooleanType, function::call);
        return frame(work, in.schema(), rows -> rows.filter(answer(rows, RecordWork.VALUE))
                .select(DynamicFrame.column(rows, RECORD)));
    }

    DynamicFrame flatMap(FlatMapFunction<DynamicRecord, DynamicRecord> function, Type.Struct output) {
        refuseUnserializable(function);
        var written = new Written(output);
        var work = work(DataTypes.createArrayType(SparkTypes.toSpark(output)), record -> {
            var made = function.call(record);
            if (made == null) {
                throw new RecordMisfit("User-specified function returned null instead of an iterator");
            }
            var rows = new ArrayList<Object>();
            while (made.hasNext()) {
                rows.add(written.of(made.next()));
            }
            return new GenericArrayData(rows.toArray());
        });
        return frame(
                work,
                output,
                rows -> rows.select(
                        functions.explode(answer(rows, RecordWork.VALUE)).as(RECORD)));
    }

    private RecordWork work(DataType valueType, RecordWork.Step step) {
        return new RecordWork(in.schema(), valueType, step);
    }

    /** @param toRecords from the records with their answers, none of them a refusal, to output records in one column */
    private DynamicFrame frame(RecordWork work, Type.Struct output, UnaryOperator<Dataset<Row>> toRecords) {
        var answered = answered(work);
        var refused = answered.filter(answer(answered, RecordWork.REASON).isNotNull());
        var refusal = new Refusal(
                in.name(),
                answer(refused, RecordWork.COLUMN),
                answer(refused, RecordWork.REASON),
                FaultSource.Kind.REFUSED,
                refused,
                functions.to_json(DynamicFrame.column(refused, RECORD)));
        var source = new StepFaults(in, refusal);
        var good = source.good(answered, answer(answered, RecordWork.REASON).isNull());
        var record = Type.Struct.of(new Type.Field(RECORD, output));
        var fields = Projection.of(record).find(RECORD).flatMap(Value::fields).orElseThrow();
        return in.derive(output, fields.over(record, toRecords.apply(good))).withFaultSource(source);
    }

    private Dataset<Row> answered(RecordWork work) {
        var rows = in.toDF();
        var columns = in.schema().names().stream()
                .map(name -> DynamicFrame.column(rows, name).expr())
                .toList();
        var record = new Column(Projection.of(in.schema()).struct().expression().apply(columns));
        return rows.select(record.as(RECORD), new Column(new RecordCall(record.expr(), work)).as(ANSWER));
    }

    private static Column answer(Dataset<Row> rows, String part) {
        int place =
                List.of(RecordWork.VALUE, RecordWork.COLUMN, RecordWork.REASON).indexOf(part);
        return new Column(new GetStructField(DynamicFrame.column(rows, ANSWER).expr(), place, Option.apply(part)));
    }

    /** Spark would say so too, but only when the frame is computed. */
    private static void refuseUnserializable(Object function) {
        try (var out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
            out.writeObject(function);
        } catch (IOException e) {
            throw new UsageException("Cannot send a function to where the rows are: it holds something that is not"
                    + " Serializable (got " + e.getMessage() + "; expected a function of its argument, or of"
                    + " values that are Serializable)");
        }
    }

    /** Records of a type in Spark's format. */
    private static final class Written implements Serializable {
        private static final long serialVersionUID = 1L;
        private final Type.Struct type;
        private transient RecordWriter writer;

        Written(Type.Struct type) {
            this.type = type;
        }

        Object of(DynamicRecord record) throws RecordMisfit {
            if (record == null) {
                throw new RecordMisfit("User-specified function returned null instead of DynamicRecord");
            }
            writer = writer == null ? RecordWriter.of(type) : writer;
            return writer.write(record);
        }
    }
}
