// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import dev.mastic.core.io.OtherFields;
import dev.mastic.core.io.SchemaChange;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.formats.text.Refusal.Why;
import dev.mastic.formats.text.Rescued;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/** What becomes of cells that no column takes, in the records of one file. Empty cells are as if they were not there. */
final class OtherCells {
    private static final int[] NONE = {};

    private final SchemaChange change;
    private final Set<String> keys;
    private final CellReader text;
    private final Spellings nulls;
    private final Rescued rescued;
    private final int place;
    /** Of the cells, as far as they were asked for. */
    private List<String> names = List.of();

    private int[] unknown = NONE;
    private Why why;

    /**
     * Other cells of a file.
     *
     * @param keys names of columns that come from elsewhere: cells of these names are passed over
     * @param text reads a cell as text
     * @param file the path of the file
     * @param asked the names of the columns in the row, that of rescued cells among them if it is asked for
     */
    OtherCells(
            OtherFields others, Set<String> keys, CellReader text, Spellings nulls, String file, List<String> asked) {
        this.change = others.change();
        this.keys = keys;
        this.text = text;
        this.nulls = nulls;
        this.rescued = new Rescued(file);
        this.place = rescues() ? asked.indexOf(others.rescuedColumn()) : -1;
    }

    /** Begins a file: the names in its header, and the column of each cell, or -1. */
    void begin(List<String> header, int[] fields) {
        names = header;
        unknown = change == SchemaChange.EVOLVE
                ? NONE
                : IntStream.range(0, fields.length)
                        .filter(cell -> fields[cell] < 0)
                        .filter(cell -> cell >= header.size() || !keys.contains(header.get(cell)))
                        .toArray();
    }

    /** Whether cells that do not fit are kept. */
    boolean rescues() {
        return change == SchemaChange.RESCUE;
    }

    /** Of the column of rescued cells in the row; -1 if it is not asked for, or there is none. */
    int place() {
        return place;
    }

    /** Begins a record. */
    void clear() {
        rescued.clear();
    }

    /** Whether the record may have the cells that it has where no column is; if not, {@link #why} says why. */
    boolean allows(Cells cells) {
        for (int cell : unknown) {
            if (cell < cells.count() && !isNull(cells, cell) && !allows(cells, cell)) {
                return false;
            }
        }
        return true;
    }

    private boolean allows(Cells cells, int cell) {
        if (rescues()) {
            return rescue(cells, cell);
        }
        why = new Why(path(cell), "no column has this field");
        return false;
    }

    /** Keeps a cell, if it is a text; else {@link #why} says so. */
    boolean rescue(Cells cells, int cell) {
        var bytes = cells.escaped(cell) ? cells.unescaped(cell) : cells.bytes();
        int from = cells.escaped(cell) ? 0 : cells.start(cell);
        int to = cells.escaped(cell) ? bytes.length : cells.end(cell);
        if (from < to && !text.read(bytes, from, to)) {
            why = new Why(path(cell), RowShape.NO_TEXT);
            return false;
        }
        rescued.text(name(cell), from == to ? "" : ((UTF8String) text.value()).toString());
        return true;
    }

    Why why() {
        return why;
    }

    /** Puts what was rescued into the row. */
    void put(InternalRow row) {
        if (place < 0) {
            return;
        }
        if (rescued.isEmpty()) {
            row.setNullAt(place);
        } else {
            row.update(place, rescued.text());
        }
    }

    private boolean isNull(Cells cells, int cell) {
        int from = cells.start(cell);
        int to = cells.end(cell);
        return !cells.quoted(cell) && (from == to || nulls.has(cells.bytes(), from, to));
    }

    private String path(int cell) {
        return ColumnPath.of(name(cell)).toString();
    }

    /** As the header has it; behind its end {@link Header#nameless}, as inference names such columns. */
    private String name(int cell) {
        if (cell >= names.size()) {
            var longer = new ArrayList<>(names);
            int most = Math.max(cell + 1, 2 * names.size());
            while (longer.size() < most) {
                longer.add("");
            }
            names = Header.unique(longer);
        }
        return names.get(cell);
    }
}
