// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the values of a table are spelled, decided from what its columns say over all files. What most columns allow holds for the table; a
 * column whose cells prove something else has its own. Dates that could have either order take that of the columns which prove one, if
 * they agree, and are texts otherwise.
 *
 * @param notation of the table, without words for null
 * @param columns that are spelled otherwise
 * @param conflicts the columns whose files contradict each other: some cells are texts in any spelling
 */
record SharedNotation(CellNotation notation, ColumnNotations columns, List<String> conflicts) {
    /** @param columns what each column says, by name */
    static SharedNotation of(SortedMap<String, ColumnEvidence> columns) {
        var marks = marks(columns.values());
        var order = order(columns.values());
        var flags = columns.values().stream().map(ColumnEvidence::flags).reduce(FlagWords.NONE, FlagWords::and);
        var notation = CellNotation.DEFAULT
                .withNumbers(marks.decimal(), marks.thousands())
                .withDates(order)
                .withFlags(flags);
        var own = new TreeMap<String, ColumnNotation>();
        var conflicts = new ArrayList<String>();
        columns.forEach((name, evidence) -> {
            var column = column(evidence, notation);
            if (!column.equals(column(ColumnEvidence.NONE, notation))) {
                own.put(name, column);
            }
            if (evidence.hasTwoOrders()) {
                conflicts.add("the dates of '" + name + "' have the day first in some files and the month in others");
            }
            if (evidence.plainest().isEmpty()) {
                conflicts.add(
                        "the numbers of '" + name + "' are written with other marks in some files than in others");
            }
        });
        return new SharedNotation(notation, new ColumnNotations(own), List.copyOf(conflicts));
    }

    private static NumberMarks marks(Collection<ColumnEvidence> columns) {
        return NumberMarks.ALL.stream()
                .min(Comparator.comparing(marks ->
                        -columns.stream().filter(column -> column.allows(marks)).count()))
                .orElseThrow();
    }

    private static DateOrder order(Collection<ColumnEvidence> columns) {
        var proven = columns.stream()
                .flatMap(column -> column.provenOrder().stream())
                .distinct()
                .toList();
        return proven.size() == 1 ? proven.get(0) : DateOrder.ISO;
    }

    /** Where files contradict each other an order is taken all the same: so cells of both kinds are in the evidence. */
    private static ColumnNotation column(ColumnEvidence evidence, CellNotation usual) {
        var table = NumberMarks.of(usual);
        var marks = evidence.allows(table) ? table : evidence.plainest().orElse(table);
        var order = evidence.hasTwoOrders()
                ? DateOrder.DAY_FIRST
                : evidence.provenOrder().orElse(usual.dates());
        return new ColumnNotation(marks.decimal(), marks.thousands(), order, evidence.isFlags());
    }
}
