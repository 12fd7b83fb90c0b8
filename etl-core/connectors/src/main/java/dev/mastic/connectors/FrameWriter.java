// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.io.LocalDisk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.execution.SQLExecution;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.apache.spark.sql.execution.datasources.FileFormatWriter;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.Tuple2;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Writes the rows of a frame as files of one format into a folder that nobody reads.
 *
 * @param options Spark's options of the format's writer
 */
record FrameWriter(FileFormat format, List<String> partitionBy, Map<String, String> options) {
    /**
     * Runs a Spark job. Files without rows are left out of the answer.
     *
     * @param staging the folder in the target
     * @param run the middle of every file's name
     * @throws EtlException the reader's or step's own that broke the job, or one that says what Spark says
     */
    List<StagedFile> write(DynamicFrame frame, Target target, String staging, String run) {
        var folder = target.child(staging).toString();
        var protocol = new StagingProtocol(folder, run, target.isStore());
        var counts = new RowsPerFile();
        var query = frame.toDF().queryExecution();
        try {
            SQLExecution.withNewExecutionId(query, Option.apply("save"), () -> spark(frame, protocol, counts, folder));
        } catch (Exception e) { // Scala throws checked exceptions that it does not declare
            throw failure(frame.name(), target, e);
        }
        var byPath = counts.rows();
        return protocol.committed().stream()
                .map(file -> file.withRows(byPath.getOrDefault(folder + "/" + file.path(), 0L)))
                .filter(file -> file.rows() > 0)
                .toList();
    }

    private Object spark(DynamicFrame frame, StagingProtocol protocol, RowsPerFile counts, String folder) {
        var session = frame.toDF().sparkSession();
        var query = frame.toDF().queryExecution();
        var columns = marked(query.analyzed().output(), SparkTypes.toSpark(frame.schema()));
        return FileFormatWriter.write(
                session,
                query.executedPlan(),
                format,
                protocol,
                new FileFormatWriter.OutputSpec(folder, scala(Map.of()), columns),
                LocalDisk.in(session.sessionState().newHadoopConfWithOptions(scala(options))),
                partitionColumns(columns),
                Option.empty(),
                scala(List.of(counts)),
                scala(options),
                0);
    }

    /** The columns with the marks of choices, which operators lose on the way; Parquet keeps them in its files. */
    private static Seq<Attribute> marked(Seq<Attribute> columns, StructType schema) {
        var marked = new ArrayList<Attribute>();
        for (var column : JavaConverters.seqAsJavaList(columns)) {
            var field = schema.apply(column.name());
            marked.add(column.withDataType(field.dataType()).withMetadata(field.metadata()));
        }
        return scala(marked);
    }

    private Seq<Attribute> partitionColumns(Seq<Attribute> columns) {
        var found = new ArrayList<Attribute>();
        for (var name : partitionBy) {
            JavaConverters.seqAsJavaList(columns).stream()
                    .filter(column -> column.name().equals(name))
                    .forEach(found::add);
        }
        return scala(found);
    }

    private static EtlException failure(String frame, Target target, Exception e) {
        Throwable root = e;
        while (root.getCause() != null && !(root instanceof EtlException)) {
            root = root.getCause();
        }
        if (root instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return root instanceof EtlException known ? known : target.failure("write frame '" + frame + "' to", root);
    }

    private static <T> Seq<T> scala(List<? extends T> list) {
        return JavaConverters.<T>asScalaBuffer(new ArrayList<>(list)).toList();
    }

    private static <K, V> scala.collection.immutable.Map<K, V> scala(Map<K, V> map) {
        var tuples = new ArrayList<Tuple2<K, V>>();
        map.forEach((key, value) -> tuples.add(new Tuple2<>(key, value)));
        return scala.collection.immutable.Map$.MODULE$.<K, V>apply(
                JavaConverters.asScalaBuffer(tuples).toList());
    }
}
