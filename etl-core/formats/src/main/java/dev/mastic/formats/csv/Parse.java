// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A sample as the records of one syntax.
 *
 * @param rows without empty lines
 * @param malformed how many quotes stand where none should
 * @param quoted how many cells are quoted
 * @param escapes how many cells hold something escaped
 * @param spanning how many records span lines
 */
record Parse(Syntax syntax, List<Line> rows, int malformed, int quoted, int escapes, int spanning) {
    /**
     * A record.
     *
     * @param line where it begins, from 1
     * @param cells their values
     */
    record Line(int line, List<String> cells, boolean anyQuoted) {
        int width() {
            return cells.size();
        }

        int filled() {
            return (int) cells.stream().filter(cell -> !cell.isBlank()).count();
        }

        String cell(int column) {
            return column < cells.size() ? cells.get(column) : "";
        }
    }

    /** Reads the sample; what its end cuts is left out. */
    static Parse of(SampleText sample, Syntax syntax) {
        return new Reading(sample, syntax).all();
    }

    private static final class Reading {
        private final SampleText sample;
        private final Syntax syntax;
        private final Cells cells;
        private final List<Line> rows = new ArrayList<>();
        private int malformed;
        private int quoted;
        private int escapes;
        private int spanning;

        Reading(SampleText sample, Syntax syntax) {
            this.sample = sample;
            this.syntax = syntax;
            this.cells = new Cells(syntax, true, false);
        }

        Parse all() {
            var text = sample.text();
            int line = 1;
            int at = 0;
            while (at < text.length) {
                int end = cells.read(text, at, text.length);
                if (end < 0) {
                    malformed++;
                    end = behindLine(text, at);
                    if (end < text.length || sample.whole()) {
                        rows.add(new Line(line, split(text(text, at, end).strip()), false));
                    }
                } else if (!cells.endless() || sample.whole()) {
                    add(line, at, end);
                }
                line += lines(text, at, end);
                at = end;
            }
            return new Parse(syntax, rows, malformed, quoted, escapes, spanning);
        }

        private List<String> split(String line) {
            return List.of(line.split(Pattern.quote(Character.toString(syntax.delimiter())), -1));
        }

        private void add(int line, int at, int end) {
            if (cells.count() == 1 && cells.empty(0) && !cells.quoted(0)) {
                return;
            }
            var values = new ArrayList<String>();
            boolean any = false;
            for (int i = 0; i < cells.count(); i++) {
                values.add(value(i));
                any |= cells.quoted(i);
                quoted += cells.quoted(i) ? 1 : 0;
                escapes += cells.escaped(i) ? 1 : 0;
            }
            malformed += cells.malformed();
            spanning += lines(sample.text(), at, end - 1) > 0 ? 1 : 0;
            rows.add(new Line(line, values, any));
        }

        private String value(int cell) {
            var bytes = cells.escaped(cell)
                    ? cells.unescaped(cell)
                    : Arrays.copyOfRange(cells.bytes(), cells.start(cell), cells.end(cell));
            return new String(bytes, StandardCharsets.UTF_8);
        }

        private static String text(byte[] bytes, int from, int to) {
            return new String(bytes, from, to - from, StandardCharsets.UTF_8);
        }

        private static int behindLine(byte[] bytes, int from) {
            int at = from;
            while (at < bytes.length && bytes[at] != '\n') {
                at++;
            }
            return Math.min(at + 1, bytes.length);
        }

        private static int lines(byte[] bytes, int from, int to) {
            int lines = 0;
            for (int i = from; i < to; i++) {
                boolean bare = bytes[i] == '\r' && (i + 1 == bytes.length || bytes[i + 1] != '\n');
                lines += bytes[i] == '\n' || bare ? 1 : 0;
            }
            return lines;
        }
    }
}
