// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.benchmarks;

import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.FrameTransform;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.plugin.Registry;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.transforms.ApplyMapping;
import dev.mastic.transforms.DropFields;
import dev.mastic.transforms.DropNullFields;
import dev.mastic.transforms.RenameField;
import dev.mastic.transforms.ResolveChoice;
import dev.mastic.transforms.SelectFields;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The command {@code Planning [COLUMNS] [TRANSFORMS] [ROUNDS]}: how long a long chain of transforms over many columns
 * takes to plan, in milliseconds: the shapes as {@code mastic check} makes them, the frames, and Spark's physical plan
 * of the last one. Runs no Spark job. The first round is cold.
 */
public final class Planning {
    private static final int KINDS = 5;

    private Planning() {}

    /** Prints a line each round. */
    public static void main(String[] args) {
        int columns = argument(args, 0, 2000);
        int transforms = argument(args, 1, 100);
        try (var session = Bench.session()) {
            var frame = frame(session, columns);
            for (int round = 0; round < argument(args, 2, 5); round++) {
                plan(frame, transforms);
            }
        }
    }

    private static int argument(String[] args, int place, int fallback) {
        return args.length > place ? Integer.parseInt(args[place]) : fallback;
    }

    private static DynamicFrame frame(SparkSession session, int columns) {
        var fields = new ArrayList<Type.Field>();
        for (int i = 0; i < columns; i++) {
            var text =
                    switch (i % KINDS) {
                        case 0 -> "string";
                        case 1 -> "bigint";
                        case 2 -> "uniontype<bigint,string>";
                        case 3 -> "struct<a:int,b:struct<c:string>>";
                        default -> "array<struct<x:double,y:uniontype<int,string>>>";
                    };
            fields.add(new Type.Field("c" + i, TypeString.parse(text)));
        }
        var type = new Type.Struct(fields);
        var none = JavaSparkContext.fromSparkContext(session.sparkContext()).<Row>emptyRDD();
        var rows = session.createDataFrame(none, SparkTypes.toSpark(type));
        return DynamicFrame.of(
                "wide", type, rows, List.of(), FrameContext.outsideJobs(Registry.fromClasspath()));
    }

    private static void plan(DynamicFrame frame, int count) {
        long start = System.nanoTime();
        var shape = frame.schema();
        var chain = new ArrayList<FrameTransform>();
        for (int i = 0; i < count; i++) {
            chain.add(transform(i, shape));
            shape = chain.get(i).outputShape(shape);
        }
        long shapes = System.nanoTime();
        var end = frame;
        for (var transform : chain) {
            end = end.apply(transform);
        }
        long frames = System.nanoTime();
        end.toDF();
        long analysed = System.nanoTime();
        end.toDF().queryExecution().executedPlan();
        long planned = System.nanoTime();
        System.out.printf(
                "shapes %d, frames %d, analysis %d, plan %d, together %d ms%n",
                millis(start, shapes),
                millis(shapes, frames),
                millis(frames, analysed),
                millis(analysed, planned),
                millis(start, planned));
    }

    private static long millis(long from, long to) {
        return (to - from) / 1_000_000;
    }

    /** One of a few kinds in turn, for columns that are there. */
    private static FrameTransform transform(int i, Type.Struct shape) {
        var names = shape.names();
        var name = names.get(i * 7 % names.size());
        return switch (i % 10) {
            case 0, 1, 2 -> RenameField.renameField(name, "renamed" + i);
            case 3, 4 -> DropFields.dropFields(name);
            case 5 -> DropFields.dropFields("c" + (i * 5 + 3) + ".b", "c" + (i * 5 + 4) + ".x");
            case 6 -> ResolveChoice.resolveChoice(name + " -> cast:string");
            case 7 -> DropNullFields.dropNullFields();
            case 8 -> SelectFields.selectFields(names.toArray(String[]::new));
            default -> ApplyMapping.applyMapping(
                    names.stream().map(each -> each + " -> " + each).toArray(String[]::new));
        };
    }
}
