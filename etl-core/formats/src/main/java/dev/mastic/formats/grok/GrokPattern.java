// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.grok;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.type.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A grok pattern as it is run: a regular expression, and the columns that its groups fill. Immutable and thread-safe.
 *
 * @param text as it was written
 * @param regex with groups of our own names
 * @param columns in the order in which they stand in the pattern
 * @param definitions the patterns that Glue does not have, or not so, one a line
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/custom-classifier.html#custom-classifier-grok">Grok in Glue</a>
 */
record GrokPattern(String text, Pattern regex, List<Column> columns, String definitions) {
    GrokPattern {
        columns = List.copyOf(columns);
    }

    /**
     * A column.
     *
     * @param type as it was declared; null if its values tell
     * @param layout how its times are written; null if they are in ISO 8601
     * @param groups of which at most one has a value in a line
     */
    record Column(String name, Type.Primitive type, String layout, List<String> groups) {
        Column {
            groups = List.copyOf(groups);
        }
    }

    /**
     * Reads a pattern.
     *
     * @param custom patterns of the user's own, one a line, with their names
     * @throws UsageException with the place of what is wrong
     */
    static GrokPattern of(String text, String custom) {
        return of(text, PatternLibrary.builtIn().with(custom));
    }

    /** The same by a library that is there. */
    static GrokPattern of(String text, PatternLibrary library) {
        return new PatternParser(text, library).parse();
    }

    List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /** The types that are declared, by column. */
    Map<String, Type.Primitive> types() {
        var types = new LinkedHashMap<String, Type.Primitive>();
        columns.stream()
                .filter(column -> column.type() != null)
                .forEach(column -> types.put(column.name(), column.type()));
        return types;
    }

    /** The layouts of times, by column. */
    Map<String, String> layouts() {
        var layouts = new LinkedHashMap<String, String>();
        columns.stream()
                .filter(column -> column.layout() != null)
                .forEach(column -> layouts.put(column.name(), column.layout()));
        return layouts;
    }
}
