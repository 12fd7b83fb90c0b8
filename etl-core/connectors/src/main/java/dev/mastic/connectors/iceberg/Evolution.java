// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import dev.mastic.core.catalog.TableName;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.type.Type;
import java.util.List;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StaticTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.spark.SparkSchemaUtil;

/**
 * The columns that a table gets with an output. A new column comes last in its record, and numbers become wider where Iceberg can do that
 * without touching a file; nothing else changes.
 *
 * @param evolves whether they change at all
 * @see <a href="https://iceberg.apache.org/spec/#schema-evolution">Iceberg: schema evolution</a>
 */
record Evolution(TableName name, boolean evolves) {
    /**
     * Passes if the table can take rows of this type, with the columns that it gets for them.
     *
     * @throws UsageException naming the column that does not fit
     */
    void check(Table table, Type.Struct rows) {
        match(columns(table, rows)).check(SparkTypes.toSpark(rows));
    }

    /** The columns that the table has or gets for rows of this type. Changes nothing. */
    Schema columns(Table table, Type.Struct rows) {
        if (!evolves) {
            return table.schema();
        }
        var wanted = new NewTable(name, rows, List.of()).schema();
        try {
            return table.updateSchema().unionByNameWith(wanted).apply();
        } catch (IllegalArgumentException e) {
            match(table.schema()).checkKnown(SparkTypes.toSpark(rows));
            throw new UsageException(
                    "Cannot write to table " + name + ": its columns cannot evolve so: " + e.getMessage(), e);
        }
    }

    /** How rows get these columns. */
    ColumnMatch match(Schema columns) {
        return new ColumnMatch(name, SparkSchemaUtil.convert(columns));
    }

    /** The table with other columns, for writing and reading files that are no part of it yet. */
    static Table view(Table table, Schema columns) {
        if (table.schema().sameSchema(columns)) {
            return table;
        }
        var operations = ((HasTableOperations) table).operations();
        var metadata = operations.current().updateSchema(columns);
        return new BaseTable(
                new StaticTableOperations(metadata, operations.io(), operations.locationProvider()), table.name());
    }

    /** Gives the table the columns that an output has. */
    static void apply(Schema columns, Transaction transaction) {
        if (isDue(columns, transaction.table())) {
            transaction.updateSchema().unionByNameWith(columns).commit();
        }
    }

    /** Whether an output has columns that the table has not, or wider ones. */
    static boolean isDue(Schema columns, Table table) {
        return !columns.asStruct().equals(table.schema().asStruct());
    }
}
