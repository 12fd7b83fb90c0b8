// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import dev.mastic.core.failure.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds where the records of a sample begin and end: what stands before the header, whether there is one, and what follows the data. */
final class LayoutSearch {
    private static final int MOST_BEFORE = 20;
    private static final int MOST_FOOTER = 10;

    private final Syntax syntax;
    private final Optional<Boolean> wantedHeader;
    private final List<Parse.Line> rows;
    private final int width;
    private final int filled;
    private final List<String> evidence = new ArrayList<>();

    /**
     * What was found.
     *
     * @param comment the character of comment lines, or {@link Syntax#NONE}
     * @param first the first record, which may be the header
     * @param spellings what else may be said of the notation
     * @param body the data, without the header
     */
    record Found(
            Layout layout,
            int comment,
            First first,
            CellNotation notation,
            NamedEvidence spellings,
            List<Parse.Line> body) {}

    /**
     * The first record of the table.
     *
     * @param weight how much speaks for a header; below zero against it
     * @param filled how many of its cells are filled
     */
    record First(double weight, int width, int filled) {}

    /** @param wantedHeader whether a line names the columns, where that is known */
    LayoutSearch(SyntaxSearch.Found found, Optional<Boolean> wantedHeader) {
        this.wantedHeader = wantedHeader;
        this.syntax = found.syntax();
        this.rows = found.parse().rows();
        this.width = found.width();
        this.filled = (int) rows.stream()
                .filter(row -> row.width() == width)
                .mapToInt(Parse.Line::filled)
                .sorted()
                .skip(rows.stream().filter(row -> row.width() == width).count() / 2)
                .findFirst()
                .orElse(1);
    }

    /** Why the layout is what it is. */
    List<String> evidence() {
        return evidence;
    }

    /** The layout of the file of which this is the sample. */
    Found search(SampleText sample) {
        int start = start();
        int end = sample.whole() ? end(start) : rows.size();
        int footer = sample.whole()
                ? rows.size() - end
                : footer(start, Parse.of(sample.end(), syntax).rows());
        boolean comments = rows.subList(0, start).stream().anyMatch(SyntaxSearch::isComment)
                || rows.subList(start, end).stream()
                        .anyMatch(row -> SyntaxSearch.isComment(row) && row.width() != width);
        var first = rows.get(start);
        var rest = rows.subList(start + 1, end).stream()
                .filter(row -> !comments || !SyntaxSearch.isComment(row))
                .toList();
        var search = new NotationSearch(columns(rest));
        var notation = search.best();
        double weight = header(first, rest, notation);
        boolean header = wantedHeader.orElse(weight > 0);
        int units = header && hasUnits(first, rest) ? 1 : 0;
        if (units > 0) {
            search = new NotationSearch(columns(rest.subList(1, rest.size())));
            notation = search.best();
        }
        evidence.addAll(search.evidence());
        var body = new ArrayList<>(rest.subList(units, rest.size()));
        if (!header) {
            body.add(0, first);
        }
        int unitLines = units == 0 ? 0 : rest.get(1).line() - rest.get(0).line();
        var layout = new Layout(skipped(start, first), header, unitLines, footer);
        return new Found(
                layout,
                comments ? '#' : Syntax.NONE,
                new First(weight, first.width(), first.filled()),
                notation,
                new NamedEvidence(header ? names(first) : List.of(), search.columnEvidence()),
                body);
    }

    private static List<String> names(Parse.Line header) {
        var names = new ArrayList<>(header.cells());
        names.set(0, Header.withoutComment(names.get(0)));
        return names;
    }

    /** Comments before the header need no count: they are passed over wherever they stand. */
    private int skipped(int start, Parse.Line first) {
        boolean comments =
                rows.subList(0, start).stream().allMatch(SyntaxSearch::isComment) && !SyntaxSearch.isComment(first);
        if (start > 0) {
            evidence.add(Quantity.of(start, "record") + " before the table in line " + first.line());
        }
        return comments ? 0 : first.line() - 1;
    }

    /** The first record that is as wide and as full as a record of the table. */
    private int start() {
        int before = 0;
        for (int i = 0; i < rows.size() - 1; i++) {
            var row = rows.get(i);
            if (SyntaxSearch.isComment(row)) {
                var next = rows.get(i + 1);
                if (row.width() == width && next.width() == width && !SyntaxSearch.isComment(next)) {
                    return names(i + 1) ? i + 1 : i;
                }
            } else if (!isAside(row) || ++before > MOST_BEFORE) {
                return before > MOST_BEFORE ? 0 : i;
            }
        }
        return 0;
    }

    /** Whether a record behind a comment names the columns itself. */
    private boolean names(int index) {
        var rest = columns(rows.subList(index + 1, rows.size()));
        var typing = new CellTyping(new NotationSearch(rest).best());
        return new HeaderEvidence(rows.get(index).cells(), rest, typing).weigh() > 0;
    }

    /**
     * Among ragged texts a record of one cell may be an answer to the first question only; among numbers, or where all others have every
     * cell, it is a note.
     */
    private int end(int start) {
        int end = rows.size();
        boolean values = hasValues(start);
        while (end > start + 2 && rows.size() - end < MOST_FOOTER && isBehind(rows.get(end - 1), values)) {
            end--;
        }
        if (end == rows.size()) {
            end = endOfFull(start);
        }
        if (rows.size() - end == MOST_FOOTER) {
            return rows.size();
        }
        if (end < rows.size()) {
            evidence.add(Quantity.of(rows.size() - end, "record") + " behind the data, from line "
                    + rows.get(end).line());
        }
        return end;
    }

    /** The end of records that have all cells, where records of one cell follow. */
    private int endOfFull(int start) {
        int end = rows.size();
        while (end > start + 2
                && rows.size() - end < MOST_FOOTER
                && rows.get(end - 1).width() == 1) {
            end--;
        }
        return isFull(start, end) ? end : rows.size();
    }

    /** Whether all records have as many cells, three or more. */
    private boolean isFull(int start, int end) {
        return width > 2
                && rows.subList(start, end).stream()
                        .allMatch(row -> row.width() == width || SyntaxSearch.isComment(row));
    }

    /** How many of the last lines of a longer file are notes; none where no record of the table stands before them. */
    private int footer(int start, List<Parse.Line> last) {
        boolean values = hasValues(start) || isFull(start, rows.size());
        int end = last.size();
        while (end > 0 && isBehind(last.get(end - 1), values)) {
            end--;
        }
        int footer = last.size() - end;
        boolean found = end > 0
                && footer > 0
                && footer < MOST_FOOTER
                && last.get(end - 1).width() == width;
        if (found) {
            evidence.add(Quantity.of(footer, "record") + " behind the data at the end of the file");
        }
        return found ? footer : 0;
    }

    private boolean hasValues(int start) {
        var typing = new CellTyping(CellNotation.DEFAULT.withNumbers('.', ','));
        return rows.subList(start + 1, rows.size()).stream()
                        .flatMap(row -> row.cells().stream())
                        .mapToInt(cell -> NotationSearch.isNumber(NotationSearch.kind(typing, cell)) ? 1 : 0)
                        .average()
                        .orElse(0)
                > 0.1;
    }

    private boolean isBehind(Parse.Line row, boolean values) {
        return isAside(row) && (values || row.filled() == 0);
    }

    /** Whether a record is empty, or a title or note. */
    private boolean isAside(Parse.Line row) {
        return row.filled() == 0
                || (row.width() == 1 && width > 1 && filled > 1)
                || (row.filled() == 1 && width > 2 && filled > 2);
    }

    private List<List<String>> columns(List<Parse.Line> lines) {
        return columns(lines, width);
    }

    /** The cells of each column, without empty ones; records with more cells are left out. */
    static List<List<String>> columns(List<Parse.Line> lines, int width) {
        var columns = new ArrayList<List<String>>();
        for (int i = 0; i < width; i++) {
            int column = i;
            columns.add(lines.stream()
                    .filter(line -> line.width() <= width)
                    .map(line -> line.cell(column))
                    .filter(cell -> !cell.isBlank())
                    .toList());
        }
        return columns;
    }

    private double header(Parse.Line first, List<Parse.Line> rest, CellNotation notation) {
        if (SyntaxSearch.isComment(first)) {
            evidence.add("the header is a comment");
            return 1;
        }
        var names = new HeaderEvidence(first.cells(), columns(rest), new CellTyping(notation));
        double weight = names.weigh();
        evidence.add((weight > 0 ? "a header" : "no header") + " (weight " + Math.round(weight * 10) / 10.0 + ")"
                + (names.evidence().isEmpty() ? "" : ": " + String.join("; ", names.evidence())));
        return weight;
    }

    /** Whether the record behind the header is none, but says of what the numbers are, or is the other half of merged cells. */
    private boolean hasUnits(Parse.Line header, List<Parse.Line> rest) {
        if (rest.size() < 3) {
            return false;
        }
        var below = columns(rest.subList(1, rest.size()));
        var second = new SecondLine(rest.get(0), below, new CellTyping(new NotationSearch(below).best()));
        boolean units = second.isUnits() || second.isOtherHalf(header);
        if (units) {
            evidence.add("line " + rest.get(0).line() + " is neither header nor data");
        }
        return units;
    }
}
