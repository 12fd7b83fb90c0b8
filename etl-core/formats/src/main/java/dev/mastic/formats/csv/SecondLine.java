// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The record behind a header, where it may be no data. In doubt it is: a line of units that is read is seen by everybody, a row that is left
 * out by nobody.
 *
 * @param below the cells of each column below it, without empty ones
 */
record SecondLine(Parse.Line line, List<List<String>> below, CellTyping typing) {
    /** A number that stands by itself, which no unit has. */
    private static final Pattern NUMBER = Pattern.compile("(^|[^\\p{L}\\d^])\\d");

    /** Whether it has a unit above numbers, and nothing anywhere else. */
    boolean isUnits() {
        var filled = IntStream.range(0, below.size())
                .filter(column -> !line.cell(column).isBlank())
                .toArray();
        return IntStream.of(filled).allMatch(this::isUnit)
                && IntStream.of(filled).anyMatch(column -> kind(column) == CellKind.TEXT);
    }

    private boolean isUnit(int column) {
        boolean isWord = kind(column) == CellKind.TEXT
                && !NUMBER.matcher(line.cell(column).strip()).find();
        return NotationSearch.dominant(typing, below.get(column)) != CellKind.TEXT
                && !below.get(column).isEmpty()
                && (isWord || kind(column) == CellKind.MISSING);
    }

    private CellKind kind(int column) {
        return NotationSearch.kind(typing, line.cell(column).strip());
    }

    /** Whether the header has a question over several columns, and this one the answers, in words that no row below repeats. */
    boolean isOtherHalf(Parse.Line header) {
        var gaps = IntStream.range(0, below.size())
                .filter(column -> header.cell(column).isBlank())
                .toArray();
        boolean answers = gaps.length > 1
                && IntStream.of(gaps).allMatch(column -> !line.cell(column).isBlank());
        return answers
                && line.cells().stream().noneMatch(this::isValue)
                && IntStream.range(0, below.size()).noneMatch(this::isRepeatedBelow)
                && repeats() > (hasOwnGap(header) ? 0 : 1);
    }

    /** How many cells say what another one has said. */
    private long repeats() {
        var cells = filled();
        return cells.size() - cells.stream().distinct().count();
    }

    private List<String> filled() {
        return line.cells().stream().filter(cell -> !cell.isBlank()).toList();
    }

    private boolean isRepeatedBelow(int column) {
        var cell = line.cell(column);
        return Collections.frequency(filled(), cell) > 1 && below.get(column).contains(cell);
    }

    /** Whether a column that the header names has values below, but none here. */
    private boolean hasOwnGap(Parse.Line header) {
        return IntStream.range(0, below.size())
                .anyMatch(column -> !header.cell(column).isBlank()
                        && line.cell(column).isBlank()
                        && !below.get(column).isEmpty());
    }

    private boolean isValue(String cell) {
        return !cell.isBlank() && NotationSearch.kind(typing, cell.strip()) != CellKind.TEXT;
    }
}
