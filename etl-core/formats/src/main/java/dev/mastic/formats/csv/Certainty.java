// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import dev.mastic.formats.text.TextEncoding;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** How certain it is that what delimiters make of a text is a table: code, prose, settings and logs have delimiters too. */
final class Certainty {
    private static final Pattern LOG_TIME = Pattern.compile(".*\\d\\d:\\d\\d:\\d\\d");
    private static final Pattern LOG_MILLIS = Pattern.compile("\\d{3}\\b.*\\s.*", Pattern.DOTALL);
    private static final Pattern SIGN = Pattern.compile("[=:<>-]{1,3}");

    /** So many of the records decide what they are. */
    private static final int LOOKED_AT = 200;

    private static final double ALL = 0.95;
    private static final double MOST = 0.8;
    private static final double FEW = 0.2;
    private static final double SOME = 0.3;
    private static final double PROSE = 0.4;
    private static final double DOUBTFUL = 0.6;

    private final SyntaxSearch.Found found;
    private final LayoutSearch.Found layout;
    private final List<Parse.Line> body;

    Certainty(SyntaxSearch.Found found, LayoutSearch.Found layout) {
        this.found = found;
        this.layout = layout;
        this.body = layout.body().stream().limit(LOOKED_AT).toList();
    }

    /** From 0 to 1. */
    double of(SampleText sample) {
        if (body.isEmpty() || (body.size() < 2 && !layout.layout().header())) {
            return 0;
        }
        if (found.width() > 1 && (isLog() || isCode(sample) || (SyntaxSearch.isWeak(found.syntax()) && !isTable()))) {
            return 0;
        }
        double share = Math.max(found.share(), shareOfHeader());
        double certainty = share >= ALL ? 1 : layout.first().weight() > 1 || share > MOST ? share : share * DOUBTFUL;
        if (found.parse().malformed() * 3 > found.parse().rows().size()) {
            certainty *= 0.5;
        }
        return found.parse().quoted() == 0 && isText() ? certainty * ofWords() : certainty;
    }

    /** How much speaks for a table where all cells are words. */
    private double ofWords() {
        double words = body.stream()
                .flatMap(row -> row.cells().stream())
                .mapToInt(cell -> cell.strip().split("\\s+").length)
                .average()
                .orElse(0);
        boolean named = layout.first().weight() >= 1;
        boolean listed = found.syntax().delimiter() != ',' && found.share() == 1 && named;
        boolean pauses = isFollowedByBlanks();
        if ((words > 4 && !listed) || (pauses && words > 2.5)) {
            return PROSE;
        }
        return found.width() > 2 || named ? 1 : pauses ? PROSE : DOUBTFUL;
    }

    /** Whether what divides the cells has a blank behind it almost everywhere, as in a sentence. */
    private boolean isFollowedByBlanks() {
        var behind = body.stream().flatMap(row -> row.cells().stream().skip(1)).toList();
        return behind.stream().filter(cell -> cell.startsWith(" ")).count() >= behind.size() * ALL;
    }

    /** Whether a colon or a blank is beyond doubt what divides the cells: prose, settings and logs have both. */
    private boolean isTable() {
        boolean names = layout.first().weight() >= 1;
        long gaps = layout.body().stream()
                .flatMap(row -> row.cells().stream())
                .filter(cell -> cell.startsWith(" ") || (found.syntax().delimiter() == ' ' && cell.isEmpty()))
                .count();
        return found.share() >= ALL
                && gaps * 10 < (long) layout.body().size() * found.width()
                && layout.layout().skippedLines() <= layout.body().size()
                && (names || (found.syntax().delimiter() == ':' && found.width() > 2))
                && (names || !isText())
                && IntStream.range(0, found.width()).noneMatch(this::isSign);
    }

    /** Whether a column holds nothing but the sign between names and values of settings. */
    private boolean isSign(int column) {
        return body.stream().allMatch(row -> SIGN.matcher(row.cell(column)).matches());
    }

    /** Where a header names more columns than most records have, the others just end early. */
    private double shareOfHeader() {
        if (layout.first().weight() < 1) {
            return 0;
        }
        long fitting = layout.body().stream()
                .filter(row -> row.width() > 1 && row.width() <= layout.first().width())
                .count();
        return (double) fitting / layout.body().size();
    }

    /** Whether no column holds anything but text. */
    private boolean isText() {
        var typing = new CellTyping(layout.notation());
        return IntStream.range(0, found.width())
                .mapToObj(column -> body.stream()
                        .map(row -> row.cell(column))
                        .filter(cell -> !cell.isBlank())
                        .toList())
                .allMatch(cells -> NotationSearch.dominant(typing, cells) == CellKind.TEXT);
    }

    /** Lines of a log whose only comma stands before the milliseconds. */
    private boolean isLog() {
        return layout.body().stream()
                        .filter(row -> LOG_TIME.matcher(row.cell(0)).matches()
                                && LOG_MILLIS.matcher(row.cell(1)).matches())
                        .count()
                > layout.body().size() / 2;
    }

    /**
     * Whether the delimiter ends lines, or stands inside brackets and quotes: a table has records of two filled cells, each whole in itself,
     * and its lines are not indented.
     */
    private boolean isCode(SampleText sample) {
        boolean named = layout.first().weight() >= 1 && layout.first().filled() > 1;
        return (!named && share(row -> row.filled() > 1) < SOME)
                || share(Certainty::isTorn) > FEW
                || (isIndented(sample) && isFirstText());
    }

    private double share(Predicate<Parse.Line> kind) {
        return (double) body.stream().filter(kind).count() / body.size();
    }

    /** Whether brackets or quotes that open in one cell close in another, or on another line. */
    private static boolean isTorn(Parse.Line row) {
        if (row.anyQuoted()) {
            return false;
        }
        boolean whole = quotes(String.join("", row.cells())) % 2 == 0;
        return row.cells().stream().anyMatch(cell -> open(cell) != 0 || (whole && quotes(cell) % 2 != 0));
    }

    private static long quotes(String text) {
        return text.chars().filter(one -> one == '"').count();
    }

    /** How many brackets are open at the end; of whatever kind, as intervals such as {@code (0,1]} mix them. */
    private static int open(String text) {
        int open = 0;
        for (int i = 0; i < text.length() && open >= 0; i++) {
            char one = text.charAt(i);
            open += one == '(' || one == '[' || one == '{' ? 1 : one == ')' || one == ']' || one == '}' ? -1 : 0;
        }
        return open;
    }

    private boolean isFirstText() {
        var typing = new CellTyping(layout.notation());
        var cells = body.stream()
                .map(row -> row.cell(0))
                .filter(cell -> !cell.isBlank())
                .toList();
        return NotationSearch.dominant(typing, cells) == CellKind.TEXT;
    }

    /** Whether most lines begin with blanks that are no delimiters. */
    private boolean isIndented(SampleText sample) {
        var lines = TextEncoding.UTF_8
                .text(sample.text(), 0, sample.text().length)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        long indented = lines.stream()
                .filter(line ->
                        line.charAt(0) != found.syntax().delimiter() && CellTyping.isBlank((byte) line.charAt(0)))
                .count();
        return indented * 2 > lines.size();
    }
}
