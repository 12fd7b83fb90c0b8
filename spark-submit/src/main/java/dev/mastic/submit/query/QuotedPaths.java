// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.query;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A query in which texts that stand where SQL expects a name are put in backticks, {@code FROM 'in/x.json'}. Every character keeps its
 * place, so that messages point into the query as it was written.
 */
record QuotedPaths(String text) {
    private static final Pattern BEFORE_A_PATH = Pattern.compile("(?is).*(\\b(from|join)\\s+|,\\s*)");

    static QuotedPaths of(String query) {
        return new QuotedPaths(query);
    }

    /**
     * The query with the text at a place in backticks.
     *
     * @param line from 1
     * @param column from 1
     * @return empty if there is no text after FROM, JOIN or a comma, or one with characters that backticks do not hold as they are
     */
    Optional<QuotedPaths> quoteAt(int line, int column) {
        int start = offset(line, column);
        if (start < 0 || start >= text.length() || "'\"".indexOf(text.charAt(start)) < 0) {
            return Optional.empty();
        }
        int end = text.indexOf(text.charAt(start), start + 1);
        boolean isPath = end > start + 1
                && BEFORE_A_PATH.matcher(text.substring(0, start)).matches()
                && text.substring(start, end).chars().noneMatch(c -> c == '`' || c == '\\');
        return isPath
                ? Optional.of(new QuotedPaths(text.substring(0, start) + "`" + text.substring(start + 1, end) + "`"
                        + text.substring(end + 1)))
                : Optional.empty();
    }

    private int offset(int line, int column) {
        int start = 0;
        for (int i = 1; i < line && start >= 0; i++) {
            start = text.indexOf('\n', start) + 1;
            start = start == 0 ? -1 : start;
        }
        return start < 0 ? -1 : start + column - 1;
    }
}
