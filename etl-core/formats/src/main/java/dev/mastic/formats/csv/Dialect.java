// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.formats.text.TextEncoding;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that must be known to read a file of delimited text. As a map it stands in matches and among the parameters of tables; a key
 * is left out where it has its usual value.
 */
record Dialect(
        TextEncoding encoding,
        Syntax syntax,
        Layout layout,
        CellNotation notation,
        ColumnNotations columns,
        Declared declared)
        implements Serializable {
    static final Dialect DEFAULT =
            new Dialect(TextEncoding.UTF_8, Syntax.DEFAULT, Layout.DEFAULT, CellNotation.DEFAULT);

    private static final String DELIMITER = "delimiter";
    /** The key of the quote, which also says that there are quoted cells. */
    static final String QUOTE = "quoteChar";

    private static final String ESCAPE = "escaper";
    private static final String COMMENT = "comment";
    private static final String MULTI_LINE = "multiLine";
    private static final String ENCODING = "encoding";
    private static final String LINE_END = "lineEnd";
    private static final String HEADER = "header";
    private static final String SKIPPED_LINES = "skippedLines";
    private static final String UNIT_LINES = "unitLines";
    private static final String FOOTER_RECORDS = "footerRecords";
    private static final String NULLS = "nullValues";
    private static final String MISSING = "missingValues";
    private static final String DECIMAL = "decimal";
    private static final String THOUSANDS = "thousands";
    private static final String DATES = "dates";
    private static final String TRUES = "trueValues";
    private static final String FALSES = "falseValues";
    private static final String COLUMN_NOTATIONS = "columnNotations";
    private static final String UNTIL_BLANK = "untilBlankLine";
    private static final String TRIMMING = "trimming";

    /** The keys of what is declared, and of the layout, as a classifier sets them. */
    static final String COLUMNS = "columns";

    static final String TYPES = "types";
    static final String SERDE = "serde";
    private static final List<String> KEYS = List.of(
            DELIMITER,
            QUOTE,
            ESCAPE,
            COMMENT,
            MULTI_LINE,
            ENCODING,
            LINE_END,
            HEADER,
            SKIPPED_LINES,
            UNIT_LINES,
            FOOTER_RECORDS,
            NULLS,
            MISSING,
            DECIMAL,
            THOUSANDS,
            DATES,
            TRUES,
            FALSES,
            COLUMN_NOTATIONS,
            UNTIL_BLANK,
            TRIMMING,
            COLUMNS,
            TYPES,
            SERDE);

    /** Between several words, such as spellings of null: no cell on one line holds it. */
    private static final String BETWEEN = "\n";

    private static final String CARRIAGE_RETURN = "cr";

    /** The dialect of files of whose columns nothing is declared. */
    Dialect(TextEncoding encoding, Syntax syntax, Layout layout, CellNotation notation) {
        this(encoding, syntax, layout, notation, ColumnNotations.NONE, Declared.NOTHING);
    }

    /** How the values of a column are spelled. */
    CellNotation notation(String column) {
        return columns.of(column, notation);
    }

    /** The same without a word on how values are spelled, or whether some span lines. */
    Dialect frame() {
        return withMultiLine(false).withNotation(CellNotation.DEFAULT, ColumnNotations.NONE);
    }

    Dialect withNotation(CellNotation now, ColumnNotations others) {
        return new Dialect(encoding, syntax, layout, now, others, declared);
    }

    Dialect withMultiLine(boolean now) {
        var others = new Syntax(
                syntax.delimiter(), syntax.quote(), syntax.escape(), syntax.comment(), now, syntax.trimming());
        return new Dialect(encoding, others, layout, notation, columns, declared);
    }

    Dialect withTrimming(boolean now) {
        var others = new Syntax(
                syntax.delimiter(), syntax.quote(), syntax.escape(), syntax.comment(), syntax.multiLine(), now);
        return new Dialect(encoding, others, layout, notation, columns, declared);
    }

    Dialect withLayout(Layout now) {
        return new Dialect(encoding, syntax, now, notation, columns, declared);
    }

    Dialect withDeclared(Declared now) {
        return new Dialect(encoding, syntax, layout, notation, columns, now);
    }

    /** The map of which {@link #of} makes this again. */
    Map<String, String> toMap() {
        var map = new TreeMap<String, String>();
        map.put(DELIMITER, Character.toString(syntax.delimiter()));
        map.put(HEADER, Boolean.toString(layout.header()));
        put(map, QUOTE, mark(syntax.quote()), "\"");
        put(map, ESCAPE, mark(syntax.escape()), mark(syntax.quote()));
        put(map, COMMENT, mark(syntax.comment()), mark(Syntax.NONE));
        put(map, MULTI_LINE, Boolean.toString(syntax.multiLine()), "false");
        put(map, ENCODING, encoding.charset(), "UTF-8");
        put(map, LINE_END, encoding.carriageReturns() ? CARRIAGE_RETURN : "", "");
        put(map, SKIPPED_LINES, Integer.toString(layout.skippedLines()), "0");
        put(map, UNIT_LINES, Integer.toString(layout.unitLines()), "0");
        put(map, FOOTER_RECORDS, Integer.toString(layout.footerRecords()), "0");
        put(map, NULLS, String.join(BETWEEN, notation.nulls()), "");
        put(map, MISSING, String.join(BETWEEN, notation.missing()), "");
        put(map, DECIMAL, mark(notation.decimal()), ".");
        put(map, THOUSANDS, mark(notation.thousands()), mark(Syntax.NONE));
        put(map, DATES, notation.dates().word(), DateOrder.ISO.word());
        put(map, TRUES, String.join(BETWEEN, notation.flags().trues()), "");
        put(map, FALSES, String.join(BETWEEN, notation.flags().falses()), "");
        put(map, COLUMN_NOTATIONS, String.join(BETWEEN, columns.toTexts()), "");
        put(map, UNTIL_BLANK, Boolean.toString(layout.untilBlank()), "false");
        put(map, TRIMMING, Boolean.toString(syntax.trimming()), "true");
        put(map, COLUMNS, String.join(BETWEEN, declared.names()), "");
        put(map, TYPES, String.join(BETWEEN, declared.types()), "");
        put(map, SERDE, declared.serde(), "");
        return map;
    }

    private static void put(Map<String, String> map, String key, String value, String usual) {
        if (!value.equals(usual)) {
            map.put(key, value);
        }
    }

    /**
     * The dialect of a map.
     *
     * @throws UsageException if a key or value is unknown
     */
    static Dialect of(Map<String, String> map) {
        for (var key : map.keySet()) {
            if (!KEYS.contains(key)) {
                throw new UsageException("Cannot read delimited text: no such property of a dialect: '" + key + "' "
                        + Suggestion.among(key, KEYS));
            }
        }
        var read = new Reading(map);
        int quote = read.mark(QUOTE, '"');
        var syntax = new Syntax(
                read.mark(DELIMITER, ','),
                quote,
                read.mark(ESCAPE, quote),
                read.mark(COMMENT, Syntax.NONE),
                read.flag(MULTI_LINE, false),
                read.flag(TRIMMING, true));
        var layout = new Layout(
                read.number(SKIPPED_LINES),
                read.flag(HEADER, true),
                read.number(UNIT_LINES),
                read.number(FOOTER_RECORDS),
                read.flag(UNTIL_BLANK, false));
        var notation = new CellNotation(
                read.texts(NULLS),
                read.texts(MISSING),
                read.mark(DECIMAL, '.'),
                read.mark(THOUSANDS, Syntax.NONE),
                read.dates(),
                new FlagWords(read.texts(TRUES), read.texts(FALSES)));
        var encoding =
                new TextEncoding(read.charset(), map.getOrDefault(LINE_END, "").equals(CARRIAGE_RETURN));
        var declared = new Declared(read.texts(COLUMNS), read.types(), map.getOrDefault(SERDE, ""));
        return new Dialect(encoding, syntax, layout, notation, read.columns(), declared);
    }

    /** Whether a text can be a delimiter, a quote or the like. */
    static boolean isMark(String text) {
        return text.length() == 1 && text.charAt(0) <= 127 && !text.equals("\n") && !text.equals("\r");
    }

    static boolean isCharset(String text) {
        try {
            return Charset.isSupported(text);
        } catch (IllegalCharsetNameException e) {
            return false; // a name that none can have
        }
    }

    /** As Glue writes it: {@code -1} for no such character. */
    private static String mark(int mark) {
        return mark == Syntax.NONE ? "-1" : Character.toString(mark);
    }

    private record Reading(Map<String, String> map) {
        int mark(String key, int usual) {
            var text = map.get(key);
            if (text == null) {
                return usual;
            }
            if (text.equals("-1") && !key.equals(DELIMITER)) {
                return Syntax.NONE;
            }
            if (!isMark(text)) {
                throw bad(key, text, "one ASCII character that is no line end, or -1 for none");
            }
            return text.charAt(0);
        }

        boolean flag(String key, boolean usual) {
            var text = map.getOrDefault(key, Boolean.toString(usual)).toLowerCase(Locale.ROOT);
            if (!text.equals("true") && !text.equals("false")) {
                throw bad(key, text, "true or false");
            }
            return text.equals("true");
        }

        int number(String key) {
            var text = map.getOrDefault(key, "0");
            if (!text.matches("\\d{1,6}")) {
                throw bad(key, text, "a number of lines");
            }
            return Integer.parseInt(text);
        }

        List<String> texts(String key) {
            var text = map.getOrDefault(key, "");
            return text.isEmpty() ? List.of() : List.of(text.split(BETWEEN));
        }

        List<String> types() {
            var types = texts(TYPES);
            for (var type : types) {
                if (!Declared.TYPES.contains(type)) {
                    throw bad(TYPES, type, "one of " + Declared.TYPES);
                }
            }
            return types;
        }

        DateOrder dates() {
            var text = map.getOrDefault(DATES, DateOrder.ISO.word());
            return DateOrder.of(text).orElseThrow(() -> bad(DATES, text, "iso, day-first or month-first"));
        }

        ColumnNotations columns() {
            var texts = texts(COLUMN_NOTATIONS);
            return ColumnNotations.of(texts)
                    .orElseThrow(() -> bad(COLUMN_NOTATIONS, String.join(BETWEEN, texts), ColumnNotations.EXPECTED));
        }

        String charset() {
            var text = map.getOrDefault(ENCODING, "UTF-8");
            if (!isCharset(text)) {
                throw bad(ENCODING, text, "the name of a character set that Java knows");
            }
            return Charset.forName(text).name();
        }

        private static UsageException bad(String key, String text, String expected) {
            return new UsageException("Cannot read delimited text: " + key + " is not valid (got '" + text
                    + "'; expected " + expected + ")");
        }
    }
}
