// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.spark;

import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.iceberg.catalog.Procedure;
import org.apache.spark.sql.connector.iceberg.catalog.ProcedureParameter;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** The names of the columns of a table, for {@code SHOW COLUMNS}. */
record TableColumns(Table table) implements Procedure {
    @Override
    public ProcedureParameter[] parameters() {
        return new ProcedureParameter[0];
    }

    @Override
    public StructType outputType() {
        return new StructType().add("col_name", DataTypes.StringType, false);
    }

    @Override
    @SuppressWarnings("deprecation") // the schema is what all tables have
    public InternalRow[] call(InternalRow arguments) {
        return Arrays.stream(table.schema().fieldNames())
                .map(name -> new GenericInternalRow(new Object[] {UTF8String.fromString(name)}))
                .toArray(InternalRow[]::new);
    }
}
