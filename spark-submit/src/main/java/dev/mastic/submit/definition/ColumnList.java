// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.definition;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.type.TypeString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Columns as SQL writes them: {@code id bigint, `first name` string COMMENT 'as in the passport'}. Types are Hive's.
 *
 * @see <a href="https://cwiki.apache.org/confluence/display/Hive/LanguageManual+DDL">Hive: column specifications</a>
 */
public final class ColumnList {
    private static final String FORM = "(expected NAME TYPE [COMMENT 'TEXT'], …)";
    private static final Pattern COLUMN = Pattern.compile(
            "(?:`((?:[^`]|``)+)`|([^\\s`:]+))(?:\\s*:\\s*|\\s+)(.+?)(?:\\s+comment\\s+'((?:[^']|'')*)')?",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private ColumnList() {}

    /**
     * The columns of a text.
     *
     * @throws UsageException if it is no such list, or a type is unknown
     */
    public static List<Column> parse(String text) {
        return parts(text).stream().map(ColumnList::column).toList();
    }

    /**
     * Refuses two of one name, however they are cased: most readers tell them not apart.
     *
     * @param what they are columns of
     */
    public static void refuseTwins(String what, List<Column> columns, List<Column> keys) {
        var seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Stream.concat(columns.stream(), keys.stream())
                .map(Column::name)
                .filter(name -> !seen.add(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new UsageException("Cannot define " + what + ": two of its columns are called '" + name
                            + "' (expected names that differ by more than case)");
                });
    }

    private static Column column(String text) {
        var found = COLUMN.matcher(text.strip());
        if (!found.matches()) {
            throw new UsageException("Cannot read column '" + text.strip() + "' " + FORM);
        }
        var name = Optional.ofNullable(found.group(1))
                .map(quoted -> quoted.replace("``", "`"))
                .orElseGet(() -> found.group(2));
        var type = found.group(3).strip();
        // an unknown type is refused here, where it would be kept if a client had sent it
        TypeString.parse(type);
        var comment = Optional.ofNullable(found.group(4)).map(quoted -> quoted.replace("''", "'"));
        return Column.written(name, type, comment, Map.of());
    }

    /** Cut at commas that stand in no brackets and no quotes. */
    private static List<String> parts(String text) {
        var parts = new ArrayList<String>();
        int depth = 0;
        int start = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '`') {
                quote = c;
            } else if (c == '<' || c == '(') {
                depth++;
            } else if (c == '>' || c == ')') {
                depth--;
            } else if (c == ',' && depth == 0) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        if (quote != 0 || depth != 0) {
            throw new UsageException("Cannot read columns '" + text + "': a bracket or quote is not closed " + FORM);
        }
        parts.add(text.substring(start));
        return parts;
    }
}
