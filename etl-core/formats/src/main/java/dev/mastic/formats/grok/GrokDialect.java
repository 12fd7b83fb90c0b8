// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.grok;

import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.io.Match;
import dev.mastic.core.type.Type;
import dev.mastic.formats.csv.CellRecords;
import dev.mastic.formats.text.TextEncoding;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that must be known to read a log. As a map it stands in matches and among the parameters of tables; a key is left out where
 * it has its usual value.
 *
 * @param pattern of each line; empty where the lines of the file say what its fields are
 * @param custom patterns that the pattern refers to, one a line
 * @param nulls what means that there is no value
 */
record GrokDialect(String pattern, String custom, List<String> nulls, TextEncoding encoding) implements Serializable {
    /** What stands for no value in the logs of web servers. */
    static final String DASH = "-";

    /** The extended log format of the W3C, whose files name their fields. */
    static final GrokDialect W3C = new GrokDialect("", "", List.of(DASH), TextEncoding.UTF_8);

    private static final String NULLS = "nullValues";
    private static final String ENCODING = "encoding";
    private static final String LINE_END = "lineEnd";
    private static final String CARRIAGE_RETURN = "cr";
    private static final List<String> KEYS =
            List.of(Match.GROK_PATTERN, Match.GROK_CUSTOM_PATTERNS, NULLS, ENCODING, LINE_END);

    /** Between the spellings of no value: no line holds it. */
    private static final String BETWEEN = "\n";

    GrokDialect {
        nulls = List.copyOf(nulls);
    }

    /** A pattern without more. */
    static GrokDialect of(String pattern, String custom) {
        return new GrokDialect(pattern, custom, List.of(), TextEncoding.UTF_8);
    }

    /**
     * The dialect of a map.
     *
     * @throws UsageException if a key or the character set is unknown, or a pattern cannot be read
     */
    static GrokDialect of(Map<String, String> map) {
        for (var key : map.keySet()) {
            if (!KEYS.contains(key)) {
                throw new UsageException("Cannot read a log: no such property of a dialect: '" + key + "' "
                        + Suggestion.among(key, KEYS));
            }
        }
        var nulls = map.getOrDefault(NULLS, "");
        var encoding = new TextEncoding(
                charset(map.getOrDefault(ENCODING, "UTF-8")), CARRIAGE_RETURN.equals(map.get(LINE_END)));
        return new GrokDialect(
                map.getOrDefault(Match.GROK_PATTERN, ""),
                map.getOrDefault(Match.GROK_CUSTOM_PATTERNS, ""),
                nulls.isEmpty() ? List.of() : List.of(nulls.split(BETWEEN)),
                encoding);
    }

    private static String charset(String name) {
        try {
            return Charset.forName(name).name();
        } catch (IllegalArgumentException e) {
            throw new UsageException("Cannot read a log: " + ENCODING + " is not valid (got '" + name
                    + "'; expected the name of a character set that Java knows)");
        }
    }

    GrokDialect withNulls(List<String> spellings) {
        return new GrokDialect(pattern, custom, spellings, encoding);
    }

    GrokDialect withEncoding(TextEncoding found) {
        return new GrokDialect(pattern, custom, nulls, found);
    }

    /** The map of which {@link #of(Map)} makes this again. */
    Map<String, String> toMap() {
        var map = new TreeMap<String, String>();
        put(map, Match.GROK_PATTERN, pattern, "");
        put(map, Match.GROK_CUSTOM_PATTERNS, custom, "");
        put(map, NULLS, String.join(BETWEEN, nulls), "");
        put(map, ENCODING, encoding.charset(), "UTF-8");
        put(map, LINE_END, encoding.carriageReturns() ? CARRIAGE_RETURN : "", "");
        return map;
    }

    private static void put(Map<String, String> map, String key, String value, String usual) {
        if (!value.equals(usual)) {
            map.put(key, value);
        }
    }

    /** Whether files name their fields themselves. */
    boolean isW3c() {
        return pattern.isEmpty();
    }

    /** Makes cells of the lines of one file. */
    LineCells cells() {
        var charset = encoding.inPlace() ? Charset.forName(encoding.charset()) : StandardCharsets.UTF_8;
        return isW3c() ? new W3cLines(charset) : new LineMatcher(grok(), charset);
    }

    /** The pattern as it is run. */
    GrokPattern grok() {
        return GrokPattern.of(pattern, custom);
    }

    /** The types of columns that do not depend on values. */
    Map<String, Type.Primitive> types() {
        return isW3c() ? Map.of() : grok().types();
    }

    /** How values are written. */
    CellRecords.Spelling spelling() {
        return new CellRecords.Spelling(nulls, isW3c() ? Map.of() : grok().layouts());
    }
}
