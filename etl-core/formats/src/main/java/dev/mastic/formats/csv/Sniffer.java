// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import dev.mastic.core.failure.Quantity;
import dev.mastic.formats.text.TextEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the dialect of delimited text from its first bytes, by what fits best: nothing need be known of the file. Pure.
 */
final class Sniffer {
    private static final Pattern MARKUP = Pattern.compile("\\s*(\\{|\\[\\s*[\\[{\"\\d]|<[?!\\p{L}])[\\s\\S]*");
    /** The line below the names of a table in Markdown, which stands in a text for people. */
    private static final Pattern MARKDOWN_RULE = Pattern.compile("\\s*\\|(\\s*:?-+:?\\s*\\|)+\\s*");

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_.:/#%+-]*( [\\p{L}\\p{N}_.:/#%+-]*){0,4}");
    /** What is less certain is not taken for delimited text. */
    static final double LEAST = 0.5;

    private static final double ALL = 0.95;
    private static final int WIDE = 100;
    private static final double CUT = 0.7;

    /**
     * What was found.
     *
     * @param width how many cells most records have; 0 where there are none
     * @param share of the records that have as many, or fewer but still two
     * @param quoted whether there are quoted cells
     * @param certainty 0 to 1
     * @param evidence a sentence for each decision
     * @param spellings what the columns say of how they are spelled
     */
    record Sniffed(
            Dialect dialect,
            int width,
            double share,
            boolean quoted,
            double certainty,
            List<String> evidence,
            NamedEvidence spellings) {
        /** Whether hardly a record is of another width. */
        boolean isSure() {
            return certainty > LEAST && share >= ALL;
        }

        /** The same as one of several tables of a file. */
        Sniffed within(TextBlocks.Block block) {
            var layout = dialect.layout().within(block.linesBefore(), block.last());
            var why = new ArrayList<>(evidence);
            why.add("the largest of several tables, in line " + (block.linesBefore() + 1)
                    + (block.last() ? "" : "; a blank line ends it"));
            return new Sniffed(dialect.withLayout(layout), width, share, quoted, certainty, why, spellings);
        }

        /** The same, with what is declared of the columns. */
        Sniffed with(Declared declared, boolean trimming) {
            var known = dialect.withDeclared(declared).withTrimming(trimming);
            return new Sniffed(known, width, share, quoted, certainty, evidence, spellings);
        }

        /** What the columns say, by name. */
        Map<String, String> toEvidence() {
            return spellings.toMap(dialect.declared());
        }

        /** The dialect, with the quote even where it is the usual one, if some cells are quoted. */
        Map<String, String> toMap() {
            var map = new TreeMap<>(dialect.toMap());
            if (quoted) {
                map.put("quoteChar", Character.toString(dialect.syntax().quote()));
            }
            return map;
        }
    }

    private final Wanted wanted;

    /**
     * What is known before looking; each is found where it is not.
     *
     * @param delimiter between cells
     * @param quote around cells
     * @param header whether a line names the columns
     */
    record Wanted(OptionalInt delimiter, OptionalInt quote, Optional<Boolean> header) {
        static final Wanted NOTHING = new Wanted(OptionalInt.empty(), OptionalInt.empty(), Optional.empty());
    }

    /** Finds everything. */
    Sniffer() {
        this(Wanted.NOTHING);
    }

    /** Finds the rest. */
    Sniffer(Wanted wanted) {
        this.wanted = wanted;
    }

    /** The dialect of text of two or more columns; empty if it is none. */
    Optional<Sniffed> sniff(SampleText sample) {
        if (isMarkup(sample)) {
            return Optional.empty();
        }
        return isCut(sample) ? wide(sample) : table(sample);
    }

    /** The only table, or, where blank lines divide several, the one with the most cells. */
    private Optional<Sniffed> table(SampleText sample) {
        var all = one(sample);
        if (all.filter(Sniffed::isSure).isPresent()) {
            return all.flatMap(whole -> longest(sample, whole)).or(() -> all);
        }
        return largest(TextBlocks.of(sample)).or(() -> all);
    }

    /** Of several tables of the same width the one with the most lines; empty where there is only one. */
    private Optional<Sniffed> longest(SampleText sample, Sniffed whole) {
        var starts = TableStarts.of(sample, whole);
        return starts.size() < 2
                ? Optional.empty()
                : TextBlocks.at(sample, starts).stream()
                        .reduce((a, b) -> b.text().lines() > a.text().lines() ? b : a)
                        .flatMap(block ->
                                one(block.text()).filter(Sniffed::isSure).map(table -> table.within(block)));
    }

    /** The parts of a sample that are not read: tables before the one of this dialect, and all that is behind the blank line that ends it. */
    List<TextBlocks.Block> leftOut(SampleText sample, Dialect dialect) {
        var layout = dialect.layout();
        return TextBlocks.of(sample).stream()
                .filter(block -> block.linesWithin() <= layout.skippedLines()
                        ? isTable(block.text(), dialect.syntax().delimiter())
                        : layout.untilBlank() && block.linesBefore() > layout.skippedLines())
                .toList();
    }

    private boolean isTable(SampleText text, int delimiter) {
        return text.lines() > 1
                && one(text)
                        .filter(Sniffed::isSure)
                        .filter(table -> table.dialect().syntax().delimiter() == delimiter)
                        .isPresent();
    }

    /**
     * Of the blocks that are tables the one with the most cells; empty where no other block has records of several cells, or where
     * most lines are of no table: a page for people that shows some.
     */
    private Optional<Sniffed> largest(List<TextBlocks.Block> blocks) {
        Optional<Sniffed> best = Optional.empty();
        long most = 0;
        int several = 0;
        long inTables = 0;
        for (var block : blocks) {
            int lines = block.text().lines();
            var found =
                    lines < 2 ? Optional.<Sniffed>empty() : one(block.text()).filter(table -> table.share() >= ALL);
            several += found.isPresent() ? 1 : 0;
            inTables += found.isPresent() ? lines : 0;
            long cells = found.filter(Sniffed::isSure)
                    .map(table -> (long) table.width() * lines)
                    .orElse(0L);
            if (cells > most) {
                most = cells;
                best = found.map(table -> table.within(block));
            }
        }
        long all = blocks.stream().mapToLong(block -> block.text().lines()).sum();
        return several < 2 || 2 * inTables < all ? Optional.empty() : best;
    }

    /** What plain delimiters make of it; where that is no table, what a colon or a blank makes. */
    private Optional<Sniffed> one(SampleText sample) {
        var search = new SyntaxSearch(sample, wanted);
        var found = search.best().map(best -> sniffed(sample, best));
        if (found.filter(one -> one.certainty() > LEAST).isPresent()) {
            return found;
        }
        return search.weak()
                .map(best -> sniffed(sample, best))
                .filter(one -> one.certainty() > LEAST)
                .or(() -> found);
    }

    /** The dialect of text of any number of columns; empty if it is none. */
    Optional<Sniffed> sniffAnyWidth(SampleText sample) {
        return isMarkup(sample)
                ? Optional.empty()
                : sniff(sample).filter(found -> found.certainty() > LEAST).or(() -> Optional.of(oneColumn(sample)));
    }

    /** The dialect of what is known to be delimited text, if only of one column. */
    Sniffed assume(SampleText sample) {
        var found = isCut(sample) ? wide(sample) : table(sample);
        return found.orElseGet(() -> oneColumn(sample));
    }

    /** Whether the first line is longer than the sample. */
    private static boolean isCut(SampleText sample) {
        return !sample.whole() && sample.lines() == 0;
    }

    /** A first line of very many cells, which names columns if nothing in it is a number. */
    private Optional<Sniffed> wide(SampleText sample) {
        return new SyntaxSearch(sample.asWhole(), wanted)
                .best()
                .filter(found -> found.width() >= WIDE && found.parse().rows().size() == 1)
                .filter(found -> cells(found)
                                        .filter(cell -> !NAME.matcher(cell).matches())
                                        .count()
                                * WIDE
                        < found.width())
                .map(found -> wide(sample, found));
    }

    private Sniffed wide(SampleText sample, SyntaxSearch.Found found) {
        var typing = new CellTyping(CellNotation.DEFAULT);
        boolean header = wanted.header().orElseGet(() -> cells(found)
                .noneMatch(cell -> NotationSearch.isNumber(NotationSearch.kind(typing, cell))));
        var layout = new Layout(0, header, 0, 0);
        var dialect = new Dialect(sample.encoding(), syntax(found, Syntax.NONE), layout, CellNotation.DEFAULT);
        var evidence = List.of(sample.evidence(), syntaxEvidence(found), "the first line goes on behind them");
        return new Sniffed(dialect, found.width(), 1, found.parse().quoted() > 0, CUT, evidence, NamedEvidence.NONE);
    }

    private static Stream<String> cells(SyntaxSearch.Found found) {
        return found.parse().rows().stream().flatMap(row -> row.cells().stream());
    }

    private static boolean isMarkup(SampleText sample) {
        return MARKUP.matcher(head(sample)).matches()
                || TextEncoding.UTF_8
                        .text(sample.text(), 0, sample.text().length)
                        .lines()
                        .anyMatch(line -> MARKDOWN_RULE.matcher(line).matches());
    }

    private static String head(SampleText sample) {
        return TextEncoding.UTF_8.text(sample.text(), 0, Math.min(200, sample.text().length));
    }

    private Sniffed sniffed(SampleText sample, SyntaxSearch.Found found) {
        var evidence = new ArrayList<>(List.of(sample.evidence(), syntaxEvidence(found)));
        var search = new LayoutSearch(found, wanted.header());
        var layout = search.search(sample);
        evidence.addAll(search.evidence());
        var syntax = syntax(found, layout.comment());
        var dialect = new Dialect(sample.encoding(), syntax, layout.layout(), layout.notation());
        return new Sniffed(
                dialect,
                found.width(),
                found.share(),
                found.parse().quoted() > 0,
                new Certainty(found, layout).of(sample),
                evidence,
                layout.spellings());
    }

    private static String syntaxEvidence(SyntaxSearch.Found found) {
        return "'" + (char) found.syntax().delimiter() + "' makes " + found.width() + " cells of "
                + Math.round(found.share() * 100) + "% of "
                + Quantity.of(found.parse().rows().size(), "record");
    }

    /** The usual quote, unless there is another, or it is a plain character of the cells. */
    private Syntax syntax(SyntaxSearch.Found found, int comment) {
        var parse = found.parse();
        var best = found.syntax();
        boolean plain = wanted.quote().isEmpty() && parse.quoted() == 0 && (parse.malformed() > 0 || hasQuote(parse));
        int quote = plain
                ? Syntax.NONE
                : parse.quoted() > 0 ? best.quote() : wanted.quote().orElse('"');
        int escape = quote == Syntax.NONE ? Syntax.NONE : parse.quoted() > 0 ? best.escape() : quote;
        return new Syntax(best.delimiter(), quote, escape, comment, parse.spanning() > 0);
    }

    private static boolean hasQuote(Parse parse) {
        return parse.rows().stream().anyMatch(row -> row.cells().stream().anyMatch(cell -> cell.indexOf('"') >= 0));
    }

    private Sniffed oneColumn(SampleText sample) {
        int quote = wanted.quote().orElse('"');
        var syntax = new Syntax(wanted.delimiter().orElse(','), quote, quote, Syntax.NONE, true);
        var parse = Parse.of(sample, syntax);
        var found = new SyntaxSearch.Found(parse, 1, 1, 0);
        if (parse.rows().isEmpty()) {
            var empty = new Dialect(sample.encoding(), Syntax.DEFAULT, Layout.DEFAULT, CellNotation.DEFAULT);
            return new Sniffed(empty, 0, 0, false, 0, List.of(sample.evidence()), NamedEvidence.NONE);
        }
        return sniffed(sample, found);
    }
}
