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
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

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

    /** A frame. A row that does not fit the type fails when it is read. Lazy. */
    public DynamicFrame frame(String name, String type, String... rows) {
        return frame(name, type(type), rows);
    }

    /** A frame. A row that does not fit the type fails when it is read. Lazy. */
    public DynamicFrame frame(String name, Type.Struct type, String... rows) {
        var lines = List.of(rows).stream().map(JsonRows::quotes).toList();
        var read = spark.read()
                .schema(SparkTypes.toSpark(type))
                .option("mode", "FAILFAST")
                .json(spark.createDataset(lines, Encoders.STRING()));
        return DynamicFrame.of(name, type, read, List.of(), context);
    }
}
