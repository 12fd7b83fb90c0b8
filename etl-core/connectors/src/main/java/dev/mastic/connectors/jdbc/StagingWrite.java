// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.plans.logical.AppendData;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.Write;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.sql.execution.CommandExecutionMode;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import scala.Option;
import scala.collection.immutable.Map$;

/**
 * Spark's write into a staging table. Tasks write side by side, each row with the attempt that it comes from; which attempts count, the
 * driver keeps from the messages of those that Spark committed. What failed and speculative attempts leave is never read.
 */
final class StagingWrite implements SupportsWrite, Write, BatchWrite {
    private final String name;
    private final StructType schema;
    private final CopyWriter.Factory factory;
    private final List<CopyWriter.Attempt> committed = new ArrayList<>();

    private StagingWrite(String name, StructType schema, CopyWriter.Factory factory) {
        this.name = name;
        this.schema = schema;
        this.factory = factory;
    }

    /** Runs a Spark job; the attempts of the answer have written each row once. */
    static List<CopyWriter.Attempt> write(Dataset<Row> rows, CopyWriter.Factory factory) {
        var write = new StagingWrite(factory.staging(), rows.schema().asNullable(), factory);
        var relation = DataSourceV2Relation.create(
                write, Option.empty(), Option.empty(), new CaseInsensitiveStringMap(Map.of()));
        var append = AppendData.byPosition(relation, rows.logicalPlan(), Map$.MODULE$.empty());
        rows.sparkSession()
                .sessionState()
                .executePlan(append, CommandExecutionMode.ALL())
                .assertCommandExecuted();
        return List.copyOf(write.committed);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in Spark
    public StructType schema() {
        return schema;
    }

    @Override
    public Set<TableCapability> capabilities() {
        return Set.of(TableCapability.BATCH_WRITE);
    }

    @Override
    public WriteBuilder newWriteBuilder(LogicalWriteInfo info) {
        return new WriteBuilder() {
            @Override
            public Write build() {
                return StagingWrite.this;
            }
        };
    }

    @Override
    public BatchWrite toBatch() {
        return this;
    }

    @Override
    public DataWriterFactory createBatchWriterFactory(PhysicalWriteInfo info) {
        return factory;
    }

    @Override
    public void commit(WriterCommitMessage[] messages) {
        for (var message : messages) {
            committed.add((CopyWriter.Attempt) message);
        }
    }

    @Override
    public void abort(WriterCommitMessage[] messages) {
        // the sink drops the staging table, also after a kill
    }

    @Override
    public String toString() {
        return name;
    }
}
