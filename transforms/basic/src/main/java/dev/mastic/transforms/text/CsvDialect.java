// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.text;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * How a line of CSV is written in a text; cells may stand in double quotes.
 *
 * @param separator between cells
 * @param escaper makes the next character plain; a double quote is written twice where it is the double quote itself
 * @param skipFirst whether the first line says nothing
 * @param withHeader whether a line of names comes first
 */
public record CsvDialect(char separator, char escaper, boolean skipFirst, boolean withHeader) implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final char QUOTE = '"';

    /** Commas, no header. */
    public static final CsvDialect COMMAS = new CsvDialect(',', QUOTE, false, false);

    /** The cells of all lines, null for an empty cell without quotes; no lines where a quote does not close. */
    List<List<String>> lines(String text) {
        var scan = new Scan(text);
        var lines = new ArrayList<List<String>>();
        while (scan.at < text.length()) {
            var line = scan.line();
            if (line.isEmpty()) {
                return List.of();
            }
            lines.add(line);
        }
        return lines;
    }

    private final class Scan {
        private final String text;
        private int at;

        Scan(String text) {
            this.text = text;
        }

        /** Cells may be null, and the list is empty where a cell is ill-formed. */
        List<String> line() {
            var cells = new ArrayList<String>();
            do {
                boolean quoted = at < text.length() && text.charAt(at) == QUOTE;
                var cell = quoted ? quoted() : plain();
                if (cell == null) {
                    return List.of();
                }
                cells.add(cell.isEmpty() && !quoted ? null : cell);
            } while (skip(separator));
            boolean ended = at == text.length() | skip('\r') | skip('\n');
            return ended ? cells : List.of();
        }

        private boolean skip(char wanted) {
            boolean there = at < text.length() && text.charAt(at) == wanted;
            at += there ? 1 : 0;
            return there;
        }

        private String plain() {
            var cell = new StringBuilder();
            for (; at < text.length() && !isEnd(text.charAt(at)); at++) {
                if (text.charAt(at) == escaper && escaper != QUOTE && at + 1 < text.length()) {
                    at++;
                }
                cell.append(text.charAt(at));
            }
            return cell.toString();
        }

        private boolean isEnd(char c) {
            return c == separator || c == '\r' || c == '\n';
        }

        /** The text between quotes; null if they do not close. */
        private String quoted() {
            var cell = new StringBuilder();
            for (at++; at < text.length(); at++) {
                boolean more = at + 1 < text.length();
                if (text.charAt(at) == escaper && more && (escaper != QUOTE || text.charAt(at + 1) == QUOTE)) {
                    at++;
                } else if (text.charAt(at) == QUOTE) {
                    at++;
                    return cell.toString();
                }
                cell.append(text.charAt(at));
            }
            return null;
        }
    }
}
