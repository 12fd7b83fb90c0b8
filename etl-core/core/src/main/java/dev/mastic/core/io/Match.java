// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import dev.mastic.core.catalog.Table;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a classifier says of a file.
 *
 * @param format the name of the format that reads it
 * @param classification what kind of file it is, such as {@code combined_apache}; mostly the name of the format
 * @param certainty 0 to 1
 * @param compression of the whole file, such as {@code gzip}; {@code none} otherwise
 * @param dialect the settings with which a text format reads it; empty for others
 * @param evidence what in the file may decide how other files of the same table are read, as its format has it; empty where there is nothing
 */
public record Match(
        String format,
        String classification,
        double certainty,
        String compression,
        Map<String, String> dialect,
        Map<String, String> evidence)
        implements Serializable {
    /** What the parameter of a table is called that tells the codec of its files. */
    public static final String COMPRESSION = "compressionType";
    /** What the parameter of a table is called that names the format where the classification does not. */
    public static final String FORMAT = "mastic.format";
    /** Before each key of the dialect among the parameters of a table. */
    public static final String DIALECT_PREFIX = "mastic.dialect.";
    /** What divides the cells of a text, also in the dialect. */
    public static final String DELIMITER = "delimiter";
    /** The grok pattern of the lines of a log, also in the dialect. */
    public static final String GROK_PATTERN = "grokPattern";
    /** The patterns that a grok pattern refers to, one a line, also in the dialect. */
    public static final String GROK_CUSTOM_PATTERNS = "grokCustomPatterns";
    /** How many lines Hive passes over. */
    public static final String HEADER_LINES = "skip.header.line.count";
    /** How many lines Hive leaves out at the end. */
    public static final String FOOTER_LINES = "skip.footer.line.count";
    /** Whether some cells of a text stand in quotes. */
    public static final String QUOTED = "areColumnsQuoted";

    private static final String ORDERED = "columnsOrdered";
    private static final String COMMENT = "commentCharacter";
    /** Settings of dialects that Glue keeps among the parameters of a table under the same names. */
    private static final List<String> GLUES =
            List.of(DELIMITER, GROK_PATTERN, GROK_CUSTOM_PATTERNS, "jsonPath", "rowTag");

    /** The keys of {@link #readerParameters}. */
    public static final List<String> READER_PARAMETERS = Stream.concat(
                    GLUES.stream(), Stream.of(HEADER_LINES, FOOTER_LINES, QUOTED, ORDERED, COMMENT))
            .toList();

    private static final String QUOTE = "quoteChar";

    public Match {
        dialect = Map.copyOf(dialect);
        evidence = Map.copyOf(evidence);
    }

    /** A file of which other files need to know nothing. */
    public Match(
            String format, String classification, double certainty, String compression, Map<String, String> dialect) {
        this(format, classification, certainty, compression, dialect, Map.of());
    }

    /** A file whose kind is called as its format is. */
    public Match(String format, double certainty, String compression, Map<String, String> dialect) {
        this(format, format, certainty, compression, dialect);
    }

    /** The same with what other files of the same table may need to know. */
    public Match withEvidence(Map<String, String> now) {
        return new Match(format, classification, certainty, compression, dialect, now);
    }

    /**
     * What a table says of its files by {@link #tableParameters}; the format is empty where the table has no classification. A table that
     * Glue's crawler has made of a log names its pattern.
     */
    public static Match of(Table table) {
        var dialect = new TreeMap<String, String>();
        table.parameters().forEach((key, value) -> {
            if (key.startsWith(DIALECT_PREFIX)) {
                dialect.put(key.substring(DIALECT_PREFIX.length()), value);
            }
        });
        var compression = table.parameters().getOrDefault(COMPRESSION, "none");
        var classification = table.classification().orElse("");
        var format = table.parameters().getOrDefault(FORMAT, classification);
        if (!table.parameters().containsKey(FORMAT) && table.parameters().containsKey(GROK_PATTERN)) {
            format = "grok";
            for (var key : List.of(GROK_PATTERN, GROK_CUSTOM_PATTERNS)) {
                Optional.ofNullable(table.parameters().get(key)).ifPresent(text -> dialect.putIfAbsent(key, text));
            }
        }
        return new Match(format, classification, 1.0, compression, dialect);
    }

    /** The parameters of a table that tell Glue, Hive, Athena and Trino how to read text. */
    public Map<String, String> readerParameters() {
        var parameters = new TreeMap<String, String>();
        for (var key : GLUES) {
            Optional.ofNullable(dialect.get(key)).ifPresent(text -> parameters.put(key, text));
        }
        if (dialect.containsKey(DELIMITER)) {
            parameters.put(ORDERED, "true");
            parameters.put(QUOTED, Boolean.toString(areQuoted(dialect)));
        }
        Optional.ofNullable(dialect.get("comment")).ifPresent(text -> parameters.put(COMMENT, text));
        long header = "true".equals(dialect.get("header")) ? 1 + lines("unitLines") : 0;
        putLines(parameters, HEADER_LINES, lines("skippedLines") + header);
        putLines(parameters, FOOTER_LINES, lines("footerRecords"));
        return parameters;
    }

    private static void putLines(Map<String, String> parameters, String key, long lines) {
        if (lines > 0) {
            parameters.put(key, Long.toString(lines));
        }
    }

    private long lines(String key) {
        var text = dialect.getOrDefault(key, "0");
        return text.matches("\\d{1,9}") ? Long.parseLong(text) : 0;
    }

    /** Whether a dialect says that some cells stand in quotes. */
    public static boolean areQuoted(Map<String, String> dialect) {
        return !dialect.getOrDefault(QUOTE, "-1").equals("-1");
    }

    /** The parameters of a table from which {@link #of} makes this match again, but for its certainty and evidence. */
    public Map<String, String> tableParameters() {
        var parameters = new TreeMap<String, String>();
        parameters.put(Table.CLASSIFICATION, classification);
        if (!format.equals(classification)) {
            parameters.put(FORMAT, format);
        }
        parameters.put(COMPRESSION, compression);
        dialect.forEach((key, value) -> parameters.put(DIALECT_PREFIX + key, value));
        return parameters;
    }
}
