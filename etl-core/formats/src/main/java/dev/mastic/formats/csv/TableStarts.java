// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds where other tables of the same width begin: behind a blank line names stand over values. A record that only looks
 * like names does not: it must name what is below it, and be no record of what is above it.
 */
final class TableStarts {
    /** What must speak for names: more than one sign. */
    private static final double LEAST = 1;

    /** So many of the records above tell what they are. */
    private static final int ENOUGH = 100;

    private final List<Parse.Line> rows;
    private final int width;

    private TableStarts(List<Parse.Line> rows, int width) {
        this.rows = rows;
        this.width = width;
    }

    /**
     * How many lines come before each table: 0, and more where there are several.
     *
     * @param whole the sample taken for one table
     */
    static List<Integer> of(SampleText sample, Sniffer.Sniffed whole) {
        var blocks = TextBlocks.of(sample);
        if (blocks.size() < 2) {
            return List.of(0);
        }
        var rows = Parse.of(sample, whole.dialect().syntax()).rows();
        return new TableStarts(rows, whole.width()).starts(blocks);
    }

    private List<Integer> starts(List<TextBlocks.Block> blocks) {
        var starts = new ArrayList<>(List.of(0));
        int table = row(blocks.get(0));
        for (int i = 1; i < blocks.size(); i++) {
            int at = row(blocks.get(i));
            int end = i + 1 == blocks.size() ? rows.size() : row(blocks.get(i + 1));
            if (table >= 0 && at > table && end > at && begins(table, at, end)) {
                starts.add(blocks.get(i).linesBefore());
                table = at;
            }
        }
        return starts;
    }

    /** The record with which a block begins; -1 if none begins there, as inside of quotes. */
    private int row(TextBlocks.Block block) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).line() == block.linesBefore() + 1) {
                return i;
            }
        }
        return -1;
    }

    private boolean begins(int table, int at, int end) {
        var names = rows.get(at);
        var above = rows.subList(Math.max(table + 1, at - ENOUGH), at);
        return names.filled() == width
                && names.width() == width
                && name(names, rows.subList(at + 1, end))
                && name(names, above);
    }

    private boolean name(Parse.Line names, List<Parse.Line> records) {
        var columns = LayoutSearch.columns(records, width);
        var typing = new CellTyping(new NotationSearch(columns).best());
        return !records.isEmpty() && new HeaderEvidence(names.cells(), columns, typing).weigh() > LEAST;
    }
}
