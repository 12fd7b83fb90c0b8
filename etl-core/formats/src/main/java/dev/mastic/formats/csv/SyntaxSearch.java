// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds delimiter, quote and escape of a sample: of all combinations the one in which most records have one number of cells, and most
 * cells look like values.
 *
 * @see <a href="https://arxiv.org/abs/1811.11242">van den Burg, Nazábal, Sutton: Wrangling messy CSV files by detecting row and type
 *     patterns</a>
 */
final class SyntaxSearch {
    /** In the order in which equals are preferred. */
    private static final String DELIMITERS = ",;\t|\u0001^~";

    private static final String RARE = "^~";

    /** They stand in all kinds of text, so they are looked at where the others make no table. */
    private static final String WEAK = ": ";

    /** A number with its unit: a share, a price. */
    private static final Pattern QUANTITY =
            Pattern.compile("[-+(]?\\p{Sc}? ?[-+]?\\d{1,18}([.,]\\d{1,18}){0,6} ?(%|‰|\\p{Sc}|[A-Z]{3})?\\)?");

    private static final int[] QUOTES = {'"', Syntax.NONE, '\''};
    private static final int MOST_ROWS = 1000;

    private final SampleText sample;
    private final Sniffer.Wanted wanted;
    private final List<CellTyping> typings = List.of(
            new CellTyping(CellNotation.DEFAULT.withDates(DateOrder.DAY_FIRST)),
            new CellTyping(CellNotation.DEFAULT.withNumbers(',', '.').withDates(DateOrder.MONTH_FIRST)),
            new CellTyping(CellNotation.DEFAULT.withNumbers('.', ',')));
    private final Map<String, Double> known = new HashMap<>();

    /**
     * A syntax, and how well it fits.
     *
     * @param width how many cells most records have
     * @param share of the records with that many cells, or fewer but still two
     */
    record Found(Parse parse, int width, double share, double score) {
        Syntax syntax() {
            return parse.syntax();
        }
    }

    SyntaxSearch(SampleText sample, Sniffer.Wanted wanted) {
        this.sample = sample;
        this.wanted = wanted;
    }

    /** The best syntax; empty if none makes two columns. */
    Optional<Found> best() {
        return best(
                wanted.delimiter().isPresent()
                        ? Character.toString(wanted.delimiter().getAsInt())
                        : DELIMITERS);
    }

    /** The best syntax with a delimiter that is mostly none; empty if none makes two columns. */
    Optional<Found> weak() {
        return wanted.delimiter().isPresent() ? Optional.empty() : best(WEAK);
    }

    static boolean isWeak(Syntax syntax) {
        return WEAK.indexOf(syntax.delimiter()) >= 0;
    }

    private Optional<Found> best(String delimiters) {
        var found = new ArrayList<Found>();
        var bytes = present();
        for (int i = 0; i < delimiters.length(); i++) {
            int delimiter = delimiters.charAt(i);
            if (bytes[delimiter]) {
                for (var syntax : syntaxes(delimiter, bytes)) {
                    score(Parse.of(sample, syntax)).ifPresent(found::add);
                }
            }
        }
        return best(found);
    }

    private static Optional<Found> best(List<Found> found) {
        Found best = null;
        for (var one : found) {
            best = best == null || one.score() > best.score() * 1.0001 ? one : best;
        }
        return Optional.ofNullable(best);
    }

    private boolean[] present() {
        var bytes = new boolean[256];
        for (byte one : sample.text()) {
            bytes[one & 0xFF] = true;
        }
        return bytes;
    }

    private List<Syntax> syntaxes(int delimiter, boolean[] present) {
        var syntaxes = new ArrayList<Syntax>();
        int[] quotes = wanted.quote().isPresent() ? new int[] {wanted.quote().getAsInt()} : QUOTES;
        for (int quote : quotes) {
            if (quote == Syntax.NONE || quotes != QUOTES || quote == '"' || present[quote]) {
                syntaxes.add(new Syntax(delimiter, quote, quote, Syntax.NONE, true));
                if (quote != Syntax.NONE && present['\\'] && present[quote]) {
                    syntaxes.add(new Syntax(delimiter, quote, '\\', Syntax.NONE, true));
                }
            }
        }
        return syntaxes;
    }

    private Optional<Found> score(Parse parse) {
        if (parse.syntax().escape() == '\\' && parse.escapes() == 0) {
            return Optional.empty(); // nothing is escaped so
        }
        if (parse.syntax().quote() == '\''
                && parse.quoted() == 0
                && wanted.quote().isEmpty()) {
            return Optional.empty();
        }
        var rows = table(parse.rows());
        int width = width(rows);
        if (width < 2) {
            return Optional.empty();
        }
        long same = rows.stream().filter(row -> row.width() == width).count();
        long shorter = rows.stream()
                .filter(row -> row.width() < width && row.width() > 1)
                .count();
        double share = (same + 0.5 * shorter) / rows.size();
        double typed = rows.stream()
                        .filter(row -> row.width() == width)
                        .mapToDouble(this::typed)
                        .sum()
                / same;
        double malformed = 1.0 / (1 + 4.0 * parse.malformed() / (parse.quoted() + parse.malformed() + 1));
        double score = share * share * typed * malformed * (width - 1) / width;
        if (RARE.indexOf(parse.syntax().delimiter()) >= 0) {
            score *= 0.7;
        }
        if (parse.syntax().quote() != '"' && isQuoted(rows)) {
            score *= 0.3;
        }
        return Optional.of(new Found(parse, width, share, score));
    }

    /** Whether more cells stand in quotes than have quotes in other places. */
    private static boolean isQuoted(List<Parse.Line> rows) {
        int around = 0;
        for (var row : rows) {
            for (var cell : row.cells()) {
                if (cell.indexOf('"') >= 0) {
                    around += isAround(cell) ? 1 : -1;
                }
            }
        }
        return around > 0;
    }

    private static boolean isAround(String cell) {
        return cell.length() > 1 && cell.startsWith("\"") && cell.endsWith("\"");
    }

    /** Without what stands before the table: comments, and lines without a delimiter. */
    private static List<Parse.Line> table(List<Parse.Line> all) {
        var rows = all.stream().filter(row -> !isComment(row)).toList();
        if (rows.size() < 2) {
            rows = all;
        }
        int from = 0;
        while (from < rows.size() - 1
                && from < rows.size() / 2
                && rows.get(from).width() == 1) {
            from++;
        }
        return rows.subList(from, Math.min(rows.size(), from + MOST_ROWS));
    }

    static boolean isComment(Parse.Line row) {
        return row.cell(0).startsWith("#") && !row.anyQuoted();
    }

    /** The width of the most records, of equals the greatest. */
    private static int width(List<Parse.Line> rows) {
        var counts = new LinkedHashMap<Integer, Integer>();
        rows.forEach(row -> counts.merge(row.width(), 1, Integer::sum));
        return counts.entrySet().stream()
                .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(0);
    }

    private double typed(Parse.Line row) {
        return row.cells().stream().mapToDouble(this::typed).average().orElse(0);
    }

    /** How much a cell looks like a value: 1 for what has a type, less for what could be cut further. */
    private double typed(String cell) {
        return known.computeIfAbsent(cell, text -> {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            if (typings.stream().anyMatch(typing -> typing.kind(bytes, 0, bytes.length) != CellKind.TEXT)) {
                return 1.0;
            }
            if (QUANTITY.matcher(text).matches()) {
                return 1.0;
            }
            boolean stray = text.startsWith("\"") || text.endsWith("\"") || text.startsWith("'");
            boolean cut = text.chars().anyMatch(one -> ",;\t|\u0001".indexOf(one) >= 0);
            return isAround(text) ? 0.05 : stray ? 0.2 : cut ? 0.5 : 0.9;
        });
    }
}
