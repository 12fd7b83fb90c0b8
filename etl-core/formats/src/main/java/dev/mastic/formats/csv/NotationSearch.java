// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import dev.mastic.core.failure.Quantity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Finds how values are spelled: the notation in which most cells of columns that are no text have a type. */
final class NotationSearch {
    private static final Set<CellKind> NUMBERS = Set.of(CellKind.INT, CellKind.LONG, CellKind.DOUBLE, CellKind.EXACT);
    private static final Set<CellKind> TIMES = Set.of(CellKind.DATE, CellKind.TIMESTAMP);
    private static final Set<CellKind> FLAGS = Set.of(CellKind.YES, CellKind.NO);
    private static final Set<CellKind> TEXTS = Set.of(CellKind.TEXT, CellKind.CODE, CellKind.NOT_FINITE);
    private static final Set<CellKind> NOTHING = Set.of(CellKind.NULL, CellKind.MISSING);

    private static final Set<String> WORDS =
            Set.of("null", "\\n", "n/a", "na", "#n/a", "n.a.", "nan", "none", "nil", "(null)", "<null>", "n/d", "nd");
    private static final Pattern MARKS_ONLY = Pattern.compile("[-.*?–—_…#/]{1,10}");
    private static final int LONGEST_WORD = 10;

    /** So many numbers in groups are no chance. */
    private static final int FEW = 4;

    private final List<List<String>> columns;
    private final List<String> evidence = new ArrayList<>();
    /** What is possible in each column. */
    private final List<ColumnEvidence> possible = new ArrayList<>();

    /** @param columns the cells of each column, without empty ones */
    NotationSearch(List<List<String>> columns) {
        this.columns = columns;
        columns.forEach(column -> possible.add(ColumnEvidence.NONE));
    }

    /** The notation. */
    CellNotation best() {
        var notation = dates(groups(numbers(CellNotation.DEFAULT)));
        return nulls(notation.withFlags(flags()));
    }

    /** Why it is what it is. */
    List<String> evidence() {
        return evidence;
    }

    /** What is possible in each column, once the {@link #best} notation is found. */
    List<ColumnEvidence> columnEvidence() {
        return possible;
    }

    private void restrict(int column, ColumnEvidence to) {
        possible.set(column, possible.get(column).merge(to));
    }

    private CellNotation numbers(CellNotation notation) {
        var counts = NumberMarks.ALL.stream()
                .map(marks -> typed(notation.withNumbers(marks.decimal(), marks.thousands()), NUMBERS))
                .toList();
        for (int i = 0; i < columns.size(); i++) {
            restrict(i, ColumnEvidence.ofMarks(mostFrequent(counts, i)));
        }
        var best = notation;
        int plain = sum(counts.get(0));
        int most = plain;
        for (int i = 1; i < counts.size(); i++) {
            if (sum(counts.get(i)) > most) {
                most = sum(counts.get(i));
                best = notation.withNumbers(
                        NumberMarks.ALL.get(i).decimal(), NumberMarks.ALL.get(i).thousands());
            }
        }
        if (most > plain) {
            evidence.add(most + " cells are numbers with the decimal mark '" + (char) best.decimal() + "'"
                    + (best.thousands() == Syntax.NONE
                            ? ""
                            : " and '" + (char) best.thousands() + "' between thousands")
                    + ", " + plain + " without");
        }
        return best;
    }

    /**
     * Where every decimal mark has three digits behind it, and numbers without one are below a thousand, it stands between thousands: in
     * such a column {@code 1.234} and {@code 567} are whole.
     */
    private CellNotation groups(CellNotation notation) {
        if (notation.thousands() != Syntax.NONE) {
            return notation;
        }
        var mark = Pattern.quote(Character.toString(notation.decimal()));
        var grouped = Pattern.compile("-?[1-9]\\d{0,2}(" + mark + "\\d{3})+");
        var small = Pattern.compile("-?(0|[1-9]\\d{0,2})");
        var marked = Pattern.compile("-?\\d*" + mark + "\\d*([eE].*)?");
        boolean mixed = false;
        int groups = 0;
        for (var column : columns) {
            long some = count(column, grouped);
            if (count(column, marked) > 0 && some == 0) {
                return notation;
            }
            long plain = count(column, small);
            if (some > 0) {
                if (count(column, marked) > count(column, grouped) || some + plain < column.size() * 0.9) {
                    return notation;
                }
                mixed |= plain > 0;
                groups += (int) some;
            }
        }
        if (!mixed || groups < FEW) {
            return notation;
        }
        evidence.add("'" + (char) notation.decimal() + "' has three digits behind it in all of "
                + Quantity.of(groups, "number") + ", others are below 1000: it stands between thousands");
        var whole = notation.withNumbers(notation.decimal() == '.' ? ',' : '.', notation.decimal());
        for (int i = 0; i < columns.size(); i++) {
            if (count(columns.get(i), grouped) > 0) {
                restrict(i, ColumnEvidence.ofMarks(1 << NumberMarks.ALL.indexOf(NumberMarks.of(whole))));
            }
        }
        return whole;
    }

    private static long count(List<String> column, Pattern pattern) {
        return column.stream()
                .filter(cell -> pattern.matcher(cell.strip()).matches())
                .count();
    }

    /** Words for true and false: both of a pair stand in a column, and in nine of ten cells. */
    private FlagWords flags() {
        var all = FlagWords.NONE;
        for (int i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            var known = column.stream()
                    .map(String::strip)
                    .filter(FlagWords::isKnown)
                    .toList();
            long nulls = column.stream().filter(cell -> isNull(cell.strip())).count();
            if (!known.isEmpty() && known.size() * 10 >= (column.size() - nulls) * 9) {
                var pairs = FlagWords.among(Set.copyOf(known));
                all = all.and(pairs);
                restrict(i, ColumnEvidence.ofFlags(pairs));
            }
        }
        if (!all.equals(FlagWords.NONE)) {
            evidence.add(all.trues() + " and " + all.falses() + " are true and false");
        }
        return all;
    }

    /** Where both orders fit as well, no order is taken: the cells stay text. */
    private CellNotation dates(CellNotation notation) {
        var counts = Arrays.stream(DateOrder.values())
                .map(order -> typed(notation.withDates(order), TIMES))
                .toList();
        for (int i = 0; i < columns.size(); i++) {
            var orders = ColumnEvidence.ofDates(mostFrequent(counts, i));
            restrict(i, allDotted(List.of(columns.get(i))) ? orders.dotted() : orders);
        }
        int iso = sum(counts.get(DateOrder.ISO.ordinal()));
        int dayFirst = sum(counts.get(DateOrder.DAY_FIRST.ordinal()));
        int monthFirst = sum(counts.get(DateOrder.MONTH_FIRST.ordinal()));
        if (dayFirst > monthFirst || (dayFirst > iso && dayFirst == monthFirst && allDotted(columns))) {
            evidence.add(dayFirst + " cells are dates with the day first, " + monthFirst + " with the month first");
            return notation.withDates(DateOrder.DAY_FIRST);
        }
        if (monthFirst > dayFirst) {
            evidence.add(monthFirst + " cells are dates with the month first, " + dayFirst + " with the day first");
            return notation.withDates(DateOrder.MONTH_FIRST);
        }
        if (dayFirst > iso) {
            evidence.add(dayFirst + " cells are dates with the day or the month first: they stay text");
        }
        return notation;
    }

    /** Dots stand between day, month and year in that order only. */
    private static boolean allDotted(List<List<String>> columns) {
        var dotted = Pattern.compile("\\d{1,2}\\.\\d{1,2}\\.\\d{2,4}.*");
        var slashed = Pattern.compile("\\d{1,2}[/-]\\d{1,2}[/-]\\d{2,4}.*");
        return columns.stream().flatMap(List::stream).anyMatch(cell -> dotted.matcher(cell)
                        .matches())
                && columns.stream().flatMap(List::stream).noneMatch(cell -> slashed.matcher(cell)
                        .matches());
    }

    private CellNotation nulls(CellNotation notation) {
        var typing = new CellTyping(notation);
        var everywhere = new TreeSet<String>();
        var missing = new TreeSet<String>();
        for (var column : columns) {
            var words = new HashSet<String>();
            int typed = 0;
            for (var cell : column) {
                if (cell.equals("\\N")) {
                    everywhere.add(cell);
                } else if (!TEXTS.contains(kind(typing, cell))) {
                    typed++;
                } else if (isNull(cell.strip())) {
                    words.add(cell.strip());
                }
            }
            if (typed >= 2 && typed * 2 >= column.size() && !words.isEmpty()) {
                missing.addAll(words);
            } else if (!words.isEmpty() && typed > 0) {
                addIfAllElseTyped(column, typing, words, missing);
            }
        }
        if (!missing.isEmpty()) {
            evidence.add("among numbers, dates and flags stand " + missing);
        }
        return notation.withNulls(List.copyOf(everywhere), List.copyOf(missing));
    }

    private static void addIfAllElseTyped(
            List<String> column, CellTyping typing, Set<String> words, Set<String> missing) {
        boolean all =
                column.stream().allMatch(cell -> words.contains(cell.strip()) || !TEXTS.contains(kind(typing, cell)));
        if (all) {
            missing.addAll(words);
        }
    }

    private static boolean isNull(String word) {
        return word.length() <= LONGEST_WORD
                && (WORDS.contains(word.toLowerCase(Locale.ROOT))
                        || MARKS_ONLY.matcher(word).matches());
    }

    /** How many cells of each column have one of the kinds; 0 where not almost all of them have. */
    private int[] typed(CellNotation notation, Set<CellKind> kinds) {
        var typing = new CellTyping(notation);
        var all = new int[columns.size()];
        for (int i = 0; i < all.length; i++) {
            var column = columns.get(i);
            int typed = 0;
            int words = 0;
            for (var cell : column) {
                var kind = kind(typing, cell);
                typed += kinds.contains(kind) ? 1 : 0;
                words += NOTHING.contains(kind) || isNull(cell.strip()) ? 1 : 0;
            }
            all[i] = typed * 10 >= (column.size() - words) * 9 ? typed : 0;
        }
        return all;
    }

    private static int sum(int[] counts) {
        return Arrays.stream(counts).sum();
    }

    /** Which of several notations type the most cells of a column, as bits; all of them where none types any. */
    private static int mostFrequent(List<int[]> counts, int column) {
        int most = counts.stream().mapToInt(all -> all[column]).max().orElse(0);
        return IntStream.range(0, counts.size())
                .filter(i -> counts.get(i)[column] == most)
                .map(i -> 1 << i)
                .sum();
    }

    static CellKind kind(CellTyping typing, String cell) {
        var bytes = cell.getBytes(StandardCharsets.UTF_8);
        return typing.kind(bytes, 0, bytes.length);
    }

    /** The kind of almost all cells of a column; text where there is none. */
    static CellKind dominant(CellTyping typing, List<String> column) {
        var counts = new EnumMap<CellKind, Integer>(CellKind.class);
        int all = 0;
        for (var cell : column) {
            var kind = kind(typing, cell);
            if (!NOTHING.contains(kind)) {
                var like = FLAGS.contains(kind) ? CellKind.BOOLEAN : kind;
                counts.merge(NUMBERS.contains(kind) ? CellKind.DOUBLE : like, 1, Integer::sum);
                all++;
            }
        }
        int cells = all;
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() * 10 >= cells * 9)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(CellKind.TEXT);
    }

    static boolean isNumber(CellKind kind) {
        return NUMBERS.contains(kind);
    }
}
