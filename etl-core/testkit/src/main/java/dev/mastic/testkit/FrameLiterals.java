// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.plugin.Registry;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkException;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JsonToStructs;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.immutable.Map.Map1;
import scala.reflect.ClassTag$;

/**
 * Frames as they are written in tests: a type string and rows as JSON.
 *
 * <pre>{@code
 * var people = literals.frame("people", "id int, name string", "{'id':1,'name':'Ann'}");
 * }</pre>
 *
 * <p>Single quotes may stand for double ones. A choice is written as its struct: {@code {'int':1}}.
 *
 * @param spark where the frames live
 * @param context what the frames carry
 */
public record FrameLiterals(SparkSession spark, FrameContext context) {
    /** Frames outside any job, with the transforms of the class path. */
    public static FrameLiterals of(SparkSession spark) {
        return new FrameLiterals(spark, FrameContext.outsideJobs(Registry.fromClasspath()));
    }

    /** The same session with frames that carry something else. */
    public FrameLiterals with(FrameContext newContext) {
        return new FrameLiterals(spark, newContext);
    }

    /** The type of a frame from its string, {@code struct<…>}, or its columns alone, {@code id int, name string}. */
    public static Type.Struct type(String text) {
        return TypeString.parseRow(text);
    }

    /** A frame. Starts no job. */
    public DynamicFrame frame(String name, String type, String... rows) {
        return frame(name, type(type), rows);
    }

    /**
     * A frame. Starts no job.
     *
     * @throws SparkException for a row that is no JSON or does not fit the type
     */
    public DynamicFrame frame(String name, Type.Struct type, String... rows) {
        var schema = SparkTypes.toSpark(type).asNullable();
        var read = spark.internalCreateDataFrame(distributed(parsed(schema, rows)), schema, false);
        return DynamicFrame.of(name, type, read, List.of(), context);
    }

    /** Without a Dataset of the texts, whose plan and generated code would cost more than most tests of a transform. */
    private List<InternalRow> parsed(StructType schema, String... rows) {
        var text = new BoundReference(0, DataTypes.StringType, false);
        var zone = Option.apply(spark.conf().get("spark.sql.session.timeZone"));
        var parser = new JsonToStructs(schema, new Map1<>("mode", "FAILFAST"), text, zone);
        return Stream.of(rows)
                .map(row -> UTF8String.fromString(JsonRows.quotes(row)))
                .map(row -> (InternalRow) parser.eval(new GenericInternalRow(new Object[] {row})))
                .toList();
    }

    private RDD<InternalRow> distributed(List<InternalRow> rows) {
        var context = spark.sparkContext();
        int slices = Math.max(1, Math.min(rows.size(), context.defaultParallelism()));
        return context.parallelize(
                JavaConverters.asScalaBuffer(rows), slices, ClassTag$.MODULE$.<InternalRow>apply(InternalRow.class));
    }
}
