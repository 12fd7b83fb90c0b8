// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.grok;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Lines of the extended log format of the W3C: fields between blanks or tabs, which a line {@code #Fields:} names. Another such line may
 * follow, as servers write it when they start again; its new fields become cells behind those that there are.
 *
 * @see <a href="https://www.w3.org/TR/WD-logfile.html">Extended Log File Format</a>
 */
final class W3cLines implements LineCells {
    private static final String FIELDS = "#Fields:";
    private static final Pattern NO_NAME = Pattern.compile("[^A-Za-z0-9]+");
    private static final Pattern EDGES = Pattern.compile("^_|_$");

    private final Charset charset;
    private final List<String> names = new ArrayList<>();
    private LineMatcher matcher;
    /** By field of the lines that are read now: its cell. */
    private int[] cells = {};

    private int[] starts = {};
    private int[] ends = {};

    /** @param charset of the lines */
    W3cLines(Charset charset) {
        this.charset = charset;
    }

    /** Whether a line names fields. */
    static boolean namesFields(String line) {
        return line.startsWith(FIELDS);
    }

    @Override
    public List<String> names() {
        return List.copyOf(names);
    }

    @Override
    public boolean directive(byte[] bytes, int from, int to) {
        if (from == to || bytes[from] != '#') {
            return false;
        }
        var line = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        if (namesFields(line)) {
            fields(Arrays.stream(line.substring(FIELDS.length()).strip().split("\\s+"))
                    .map(W3cLines::column)
                    .toList());
        }
        return true;
    }

    /** {@code cs(User-Agent)} is {@code cs_User_Agent}. */
    private static String column(String field) {
        return EDGES.matcher(NO_NAME.matcher(field).replaceAll("_")).replaceAll("");
    }

    private void fields(List<String> fields) {
        var unique = unique(fields);
        unique.stream().filter(name -> !names.contains(name)).forEach(names::add);
        matcher = new LineMatcher(GrokPattern.of(pattern(unique), ""), charset);
        cells = unique.stream().mapToInt(names::indexOf).toArray();
        starts = new int[names.size()];
        ends = new int[names.size()];
    }

    private static List<String> unique(List<String> fields) {
        var unique = new LinkedHashSet<String>();
        for (var field : fields) {
            var name = field;
            for (int number = 2; !unique.add(name); number++) {
                name = field + "_" + number;
            }
        }
        return List.copyOf(unique);
    }

    /** The grok pattern of lines with these columns; a value in quotes loses them. */
    static String pattern(List<String> columns) {
        return columns.stream()
                        .map(name -> "(?:\"%{QUOTEDTEXT:" + name + "}\"|%{NOTSPACE:" + name + "})")
                        .collect(Collectors.joining("[ \\t]+"))
                + "[ \\t]*";
    }

    @Override
    public String match(byte[] bytes, int from, int to) {
        if (matcher == null) {
            return "no line '" + FIELDS + "' before it names its fields";
        }
        if (matcher.match(bytes, from, to) != null) {
            return from == to
                    ? "empty line"
                    : "does not have the " + cells.length + " fields that " + FIELDS + " names";
        }
        Arrays.fill(starts, 0);
        Arrays.fill(ends, 0);
        for (int i = 0; i < cells.length; i++) {
            starts[cells[i]] = matcher.starts()[i];
            ends[cells[i]] = matcher.ends()[i];
        }
        return null;
    }

    @Override
    public byte[] bytes() {
        return matcher.bytes();
    }

    @Override
    public int[] starts() {
        return starts;
    }

    @Override
    public int[] ends() {
        return ends;
    }
}
