// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.benchmarks;

import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.plugin.Registry;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Planning a long chain of transforms over many columns, against one {@code Dataset.select} after the other by hand. Ours makes
 * the shapes first, as {@code mastic check} does, then the frames; both end with Spark's physical plan. Runs no Spark job,
 * and reads nothing: the size of the input is the number of columns, 500 to 2000. By hand, 2,000 columns take minutes.
 */
final class Planning implements Scenario {
    private static final int LEAST_COLUMNS = 500;
    private static final int MOST_COLUMNS = 2000;
    private static final int TRANSFORMS = 100;
    private static final List<String> TYPES = List.of(
            "string",
            "bigint",
            "uniontype<bigint,string>",
            "struct<a:int,b:struct<c:string>>",
            "array<struct<x:double,y:uniontype<int,string>>>");

    @Override
    public String name() {
        return "planning";
    }

    @Override
    public void generate(Input input) {
        // there are no rows
    }

    @Override
    public List<Side> sides(SparkSession session, Input input) {
        var frame = frame(session, (int) Math.max(LEAST_COLUMNS, Math.min(input.bytes(), MOST_COLUMNS)));
        return List.of(
                new PlanSide(Outcome.SPARK, () -> byHand(frame)),
                new PlanSide(Outcome.MASTIC, () -> transformed(frame)));
    }

    private static DynamicFrame frame(SparkSession session, int columns) {
        var fields = new ArrayList<Type.Field>();
        for (int i = 0; i < columns; i++) {
            fields.add(new Type.Field("c" + i, TypeString.parse(TYPES.get(i % TYPES.size()))));
        }
        var type = new Type.Struct(fields);
        var none = JavaSparkContext.fromSparkContext(session.sparkContext()).<Row>emptyRDD();
        var rows = session.createDataFrame(none, SparkTypes.toSpark(type));
        return DynamicFrame.of("wide", type, rows, List.of(), FrameContext.outsideJobs(Registry.fromClasspath()));
    }

    private static Dataset<Row> byHand(DynamicFrame frame) {
        var rows = frame.toDF();
        for (int i = 0; i < TRANSFORMS; i++) {
            rows = PlanningStep.of(i).byHand(rows);
        }
        return rows;
    }

    private static Dataset<Row> transformed(DynamicFrame frame) {
        var shape = frame.schema();
        var end = frame;
        for (int i = 0; i < TRANSFORMS; i++) {
            var transform = PlanningStep.of(i).transform(shape.names());
            shape = transform.outputShape(shape);
            end = end.apply(transform);
        }
        return end.toDF();
    }

    /** A side that makes a physical plan. */
    private record PlanSide(String name, Supplier<Dataset<Row>> rows) implements Side {
        @Override
        public void run() {
            rows.get().queryExecution().executedPlan();
        }

        @Override
        public String fingerprint() {
            return Integer.toHexString(rows.get()
                    .queryExecution()
                    .executedPlan()
                    .schema()
                    .catalogString()
                    .hashCode());
        }
    }
}
