// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.console;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rows in columns for a terminal. Control characters in data are shown as {@code ·}, so that data cannot steer the terminal.
 *
 * @param rows the first row holds the names; all rows have the same number of cells
 * @param widest how long a cell may be; what is longer is cut
 */
public record TextTable(List<List<String>> rows, int widest) {
    private static final int WIDEST = 60;

    public TextTable(List<List<String>> rows) {
        this(rows, WIDEST);
    }

    public Stream<String> lines() {
        var shown =
                rows.stream().map(row -> row.stream().map(this::shown).toList()).toList();
        var widths = new ArrayList<>(Collections.nCopies(rows.get(0).size(), 0));
        shown.forEach(row -> {
            for (int i = 0; i < row.size(); i++) {
                widths.set(i, Math.max(widths.get(i), row.get(i).length()));
            }
        });
        return shown.stream().map(row -> line(row, widths));
    }

    private static String line(List<String> row, List<Integer> widths) {
        var line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            line.append(row.get(i)).append(" ".repeat(widths.get(i) - row.get(i).length() + 2));
        }
        return line.toString().stripTrailing();
    }

    private String shown(String cell) {
        var clean = TerminalText.cell(cell);
        return clean.length() > widest ? clean.substring(0, widest - 1) + "…" : clean;
    }
}
