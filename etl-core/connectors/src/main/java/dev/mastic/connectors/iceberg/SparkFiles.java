// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import java.util.List;
import java.util.Map;
import org.apache.iceberg.BaseFileScanTask;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionSpecParser;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.expressions.ResidualEvaluator;
import org.apache.iceberg.spark.ScanTaskSetManager;
import org.apache.iceberg.spark.SparkReadOptions;
import org.apache.iceberg.spark.SparkSchemaUtil;
import org.apache.iceberg.spark.source.SparkTable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.AppendData;
import org.apache.spark.sql.connector.catalog.CatalogPlugin;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.execution.CommandExecutionMode;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import scala.Option;
import scala.collection.immutable.Map$;

/**
 * Data files of an Iceberg table, written and read by Iceberg's own Spark writer and reader without any snapshot. The
 * session needs no Iceberg catalog and no Iceberg extension.
 */
final class SparkFiles {
    private SparkFiles() {}

    /**
     * Writes rows as data files of a table, with the table's distribution, order and format. Runs a Spark job. The
     * files and their counts come from the tasks that Spark committed, so that tasks and stages that ran twice count
     * once.
     *
     * @param rows with exactly the columns of the table
     */
    static List<DataFile> write(Dataset<Row> rows, Table table, String folder) {
        var staging = new StagingTable(table, folder);
        var target = relation(new SparkTable(staging, false), Option.apply(new IcebergFunctions()), Map.of());
        var append = AppendData.byName(target, rows.logicalPlan(), Map$.MODULE$.empty());
        rows.sparkSession()
                .sessionState()
                .executePlan(append, CommandExecutionMode.ALL())
                .assertCommandExecuted();
        return staging.collected();
    }

    /**
     * The rows of data files, with the columns of the table. Lazy: Iceberg keeps the list under the name until {@link
     * #forget}.
     */
    static Dataset<Row> read(SparkSession session, Table table, String name, List<DataFile> files) {
        var schema = SchemaParser.toJson(table.schema());
        var everything = ResidualEvaluator.unpartitioned(Expressions.alwaysTrue());
        return scan(
                session,
                table,
                name,
                files.stream()
                        .map(file -> new BaseFileScanTask(
                                file,
                                new DeleteFile[0],
                                schema,
                                PartitionSpecParser.toJson(table.specs().get(file.specId())),
                                everything))
                        .toList());
    }

    /** The rows that a scan has planned, without those that are deleted. Lazy, as {@link #read}. */
    static Dataset<Row> scan(SparkSession session, Table table, String name, List<? extends FileScanTask> tasks) {
        if (tasks.isEmpty()) {
            return session.createDataFrame(List.of(), SparkSchemaUtil.convert(table.schema()));
        }
        ScanTaskSetManager.get().stageTasks(table, name, tasks);
        var options = Map.of(SparkReadOptions.SCAN_TASK_SET_ID, name);
        return Dataset.ofRows(session, relation(new SparkTable(table, false), Option.empty(), options));
    }

    /** The rows of any of Iceberg's tables for Spark. Lazy. */
    static Dataset<Row> load(SparkSession session, SupportsRead table, Map<String, String> options) {
        return Dataset.ofRows(session, relation(table, Option.empty(), options));
    }

    /** Lets go of what {@link #read} has left in Iceberg's memory; starts no Spark. */
    static void forget(Table table, String name) {
        ScanTaskSetManager.get().removeTasks(table, name);
    }

    private static DataSourceV2Relation relation(
            SupportsRead table, Option<CatalogPlugin> functions, Map<String, String> options) {
        return DataSourceV2Relation.create(table, functions, Option.empty(), new CaseInsensitiveStringMap(options));
    }
}
