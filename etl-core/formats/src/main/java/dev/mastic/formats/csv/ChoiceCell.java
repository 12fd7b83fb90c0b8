// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;

/** A value of the first type that takes it; text takes what is left. */
final class ChoiceCell implements CellReader {
    private final List<CellReader> members;
    private final List<CellReader> order;
    private final boolean trims;
    private CellReader taken;

    /**
     * A cell of a choice.
     *
     * @param members in the order of the choice
     * @param trims whether blanks around values that are no text are passed over
     */
    ChoiceCell(List<CellReader> members, boolean trims) {
        this.trims = trims;
        this.members = members;
        this.order = members.stream()
                .sorted(Comparator.comparing(CellReader::isText))
                .toList();
    }

    @Override
    public boolean isText() {
        return order.get(order.size() - 1).isText();
    }

    @Override
    public boolean read(byte[] bytes, int start, int end) {
        for (var reader : order) {
            int from = start;
            int to = end;
            if (trims && !reader.isText()) {
                while (from < to && CellTyping.isBlank(bytes[from])) {
                    from++;
                }
                while (to > from && CellTyping.isBlank(bytes[to - 1])) {
                    to--;
                }
            }
            if ((from < to || reader.isText()) && reader.read(bytes, from, to)) {
                taken = reader;
                return true;
            }
        }
        return false;
    }

    @Override
    public void put(InternalRow row, int place) {
        row.update(place, value());
    }

    @Override
    public InternalRow value() {
        var values = new Object[members.size()];
        values[members.indexOf(taken)] = taken.value();
        return new GenericInternalRow(values);
    }
}
