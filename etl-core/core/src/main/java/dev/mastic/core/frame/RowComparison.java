// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What stands between rows that were expected and rows that came. Runs no job: both sides are in memory.
 *
 * @param missing expected rows that did not come
 * @param extra rows that came and were not expected
 * @param different rows that came with other cells
 */
public record RowComparison(List<JsonRow> missing, List<JsonRow> extra, List<Different> different) {
    /** Without keys only so many rows are paired by their likeness, which takes the square of it. */
    private static final int PAIRED = 200;

    /**
     * An expected row and the row that came in its place.
     *
     * @param label the key, or the whole expected row
     */
    public record Different(String label, List<Cell> cells) {
        public Different {
            cells = List.copyOf(cells);
        }
    }

    /** A cell that differs, with both values as JSON. */
    public record Cell(String column, String expected, String actual) {}

    private record Pair(JsonRow expected, JsonRow actual) {}

    public RowComparison {
        missing = List.copyOf(missing);
        extra = List.copyOf(extra);
        different = List.copyOf(different);
    }

    /** Compares rows place by place. */
    public static RowComparison ordered(List<JsonRow> expected, List<JsonRow> actual) {
        int both = Math.min(expected.size(), actual.size());
        var different = IntStream.range(0, both)
                .filter(i -> !expected.get(i).equals(actual.get(i)))
                .mapToObj(i -> different("row " + (i + 1), new Pair(expected.get(i), actual.get(i))))
                .toList();
        return new RowComparison(
                expected.subList(both, expected.size()), actual.subList(both, actual.size()), different);
    }

    /**
     * Compares rows in any order; equal rows count.
     *
     * @param keys the columns by which rows belong together; if there are none, rows that share most of their cells do
     */
    public static RowComparison unordered(List<JsonRow> expected, List<JsonRow> actual, List<String> keys) {
        var missing = without(expected, actual);
        var extra = without(actual, expected);
        var pairs = keys.isEmpty() ? byLikeness(missing, extra) : byKeys(missing, extra, keys);
        pairs.forEach(pair -> {
            missing.remove(pair.expected());
            extra.remove(pair.actual());
        });
        var different = pairs.stream()
                .map(pair -> different(label(pair.expected(), keys), pair))
                .toList();
        return new RowComparison(missing, extra, different);
    }

    /** Whether nothing stands between them. */
    public boolean isSame() {
        return missing.isEmpty() && extra.isEmpty() && different.isEmpty();
    }

    /** How many rows differ in each column. */
    public Map<String, Long> columns() {
        return different.stream()
                .flatMap(row -> row.cells().stream())
                .collect(Collectors.groupingBy(Cell::column, LinkedHashMap::new, Collectors.counting()));
    }

    /** {@code 1 missing, 2 extra, 1 different}. */
    public String summary() {
        return Stream.of(
                        missing.isEmpty() ? "" : missing.size() + " missing",
                        extra.isEmpty() ? "" : extra.size() + " extra",
                        different.isEmpty() ? "" : different.size() + " different")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /** A table for people: the first row has the names of its columns. */
    public List<List<String>> table() {
        var table = new ArrayList<List<String>>();
        table.add(List.of("", "row", "column", "expected", "actual"));
        missing.forEach(row -> table.add(List.of("missing", row.toString(), "", "", "")));
        extra.forEach(row -> table.add(List.of("extra", row.toString(), "", "", "")));
        different.forEach(row -> row.cells()
                .forEach(cell ->
                        table.add(List.of("different", row.label(), cell.column(), cell.expected(), cell.actual()))));
        return table;
    }

    private static Different different(String label, Pair pair) {
        var columns = new TreeSet<String>();
        pair.expected().cells().fieldNames().forEachRemaining(columns::add);
        pair.actual().cells().fieldNames().forEachRemaining(columns::add);
        return new Different(
                label,
                columns.stream()
                        .map(column -> new Cell(
                                column,
                                pair.expected().cell(column),
                                pair.actual().cell(column)))
                        .filter(cell -> !cell.expected().equals(cell.actual()))
                        .toList());
    }

    private static String label(JsonRow row, List<String> keys) {
        return (keys.isEmpty() ? row : row.only(keys)).toString();
    }

    private static List<JsonRow> without(List<JsonRow> rows, List<JsonRow> others) {
        var counts = others.stream()
                .collect(Collectors.toMap(row -> row, row -> 1, Integer::sum, LinkedHashMap<JsonRow, Integer>::new));
        var left = new ArrayList<JsonRow>();
        for (var row : rows) {
            if (counts.merge(row, -1, Integer::sum) < 0) {
                left.add(row);
            }
        }
        return left;
    }

    private static List<Pair> byKeys(List<JsonRow> missing, List<JsonRow> extra, List<String> keys) {
        var byKey = new LinkedHashMap<JsonRow, ArrayList<JsonRow>>();
        extra.forEach(row ->
                byKey.computeIfAbsent(row.only(keys), key -> new ArrayList<>()).add(row));
        var pairs = new ArrayList<Pair>();
        for (var row : missing) {
            var same = byKey.getOrDefault(row.only(keys), new ArrayList<>());
            if (!same.isEmpty()) {
                pairs.add(new Pair(row, same.remove(0)));
            }
        }
        return pairs;
    }

    /** Each missing row with the extra one that shares the most cells with it, which must be half of them. */
    private static List<Pair> byLikeness(List<JsonRow> missing, List<JsonRow> extra) {
        var left = new ArrayList<>(extra.subList(0, Math.min(PAIRED, extra.size())));
        var pairs = new ArrayList<Pair>();
        for (var row : missing.subList(0, Math.min(PAIRED, missing.size()))) {
            nearest(row, left).ifPresent(actual -> {
                left.remove(actual);
                pairs.add(new Pair(row, actual));
            });
        }
        return pairs;
    }

    private static Optional<JsonRow> nearest(JsonRow row, List<JsonRow> others) {
        return others.stream()
                .filter(other -> 2 * shared(row, other) >= row.cells().size())
                .max(Comparator.comparingLong(other -> shared(row, other)))
                .filter(other -> shared(row, other) > 0);
    }

    private static long shared(JsonRow one, JsonRow other) {
        return one.cells().properties().stream()
                .filter(cell -> Objects.equals(other.cells().get(cell.getKey()), cell.getValue()))
                .count();
    }
}
