// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.spark;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.analysis.ResolvedTable;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal$;
import org.apache.spark.sql.catalyst.plans.logical.Call;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.OverwriteByExpression;
import org.apache.spark.sql.catalyst.plans.logical.OverwritePartitionsDynamic;
import org.apache.spark.sql.catalyst.plans.logical.RecoverPartitions;
import org.apache.spark.sql.catalyst.plans.logical.RepairTable;
import org.apache.spark.sql.catalyst.plans.logical.ShowColumns;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.connector.iceberg.catalog.Procedure;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import scala.Option;
import scala.collection.JavaConverters;
import scala.runtime.AbstractPartialFunction;

/**
 * Statements about the catalog's tables that Spark itself leaves to tables of its own: {@code MSCK REPAIR TABLE}, {@code ALTER TABLE RECOVER
 * PARTITIONS}, {@code SHOW COLUMNS} and {@code INSERT OVERWRITE} of the partitions that rows come into.
 */
final class FileCommands extends Rule<LogicalPlan> {
    @Override
    public LogicalPlan apply(LogicalPlan plan) {
        return plan.resolveOperatorsUp(new AbstractPartialFunction<LogicalPlan, LogicalPlan>() {
            @Override
            public boolean isDefinedAt(LogicalPlan node) {
                return replaced(node).isPresent();
            }

            @Override
            public LogicalPlan apply(LogicalPlan node) {
                return replaced(node).orElseThrow();
            }
        });
    }

    private static Optional<LogicalPlan> replaced(LogicalPlan node) {
        if (node instanceof RepairTable repair && repair.child() instanceof ResolvedTable table) {
            return call(RepairPartitions.of(table, repair.enableAddPartitions(), repair.enableDropPartitions()));
        } else if (node instanceof RecoverPartitions recover && recover.child() instanceof ResolvedTable table) {
            return call(RepairPartitions.of(table, true, false));
        } else if (node instanceof ShowColumns show && show.child() instanceof ResolvedTable table) {
            return table.catalog() instanceof MasticCatalog ? call(Optional.of(new TableColumns(table.table()))) : Optional.empty();
        } else if (node instanceof OverwritePartitionsDynamic overwrite && overwrite.resolved()) {
            return overwrite.table() instanceof DataSourceV2Relation relation && relation.table() instanceof FilesTable
                    ? Optional.of(overwritten(overwrite))
                    : Optional.empty();
        }
        return Optional.empty();
    }

    private static Optional<LogicalPlan> call(Optional<? extends Procedure> procedure) {
        return procedure.map(what -> new Call(what, JavaConverters.<Expression>asScalaBuffer(List.of()).toList()));
    }

    private static LogicalPlan overwritten(OverwritePartitionsDynamic overwrite) {
        return new OverwriteByExpression(
                overwrite.table(),
                (Expression) Literal$.MODULE$.TrueLiteral(),
                overwrite.query(),
                overwrite.writeOptions().updated(FilesWrite.DYNAMIC, "true"),
                overwrite.isByName(),
                Option.empty(),
                Option.empty());
    }
}
