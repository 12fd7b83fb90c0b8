// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.footer;

import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;

/** Rows with the values of their partition behind them. The next row takes the place of the last. */
record KeyedRows(Iterator<InternalRow> rows, InternalRow values, JoinedRow row) implements Iterator<InternalRow> {
    KeyedRows(Iterator<InternalRow> rows, InternalRow values) {
        this(rows, values, new JoinedRow());
    }

    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public InternalRow next() {
        return row.apply(rows.next(), values);
    }
}
