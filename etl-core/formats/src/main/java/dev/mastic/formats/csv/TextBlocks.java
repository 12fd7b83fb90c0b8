// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The parts of a sample that blank lines divide: each may be a table of its own. */
final class TextBlocks {
    private TextBlocks() {}

    /**
     * Lines without a blank one among them.
     *
     * @param linesBefore how many lines of the file come before it
     * @param last whether nothing but blank lines follows
     */
    record Block(SampleText text, int linesBefore, boolean last) {
        /** Which lines they are, for people. */
        String places() {
            return text.whole()
                    ? "lines " + (linesBefore + 1) + " to " + linesWithin()
                    : "lines from " + (linesBefore + 1);
        }

        /** How many lines of the file come before what follows it. */
        int linesWithin() {
            return linesBefore + text.lines();
        }
    }

    /** The blocks of a sample, in their order, without the comments that they begin with. */
    static List<Block> of(SampleText sample) {
        var lines = lines(sample);
        int used = used(lines);
        var blocks = new ArrayList<Block>();
        for (int from = 0; from < used; from++) {
            if (!lines[from].isBlank() && !lines[from].startsWith("#")) {
                int to = from;
                while (to < used && !lines[to].isBlank()) {
                    to++;
                }
                blocks.add(block(sample, lines, from, to, to == used));
                from = to;
            }
        }
        return blocks;
    }

    /**
     * The parts of a sample that begin in these lines, without the blank lines between them.
     *
     * @param starts how many lines come before each part, ascending from 0
     */
    static List<Block> at(SampleText sample, List<Integer> starts) {
        var lines = lines(sample);
        int used = used(lines);
        var blocks = new ArrayList<Block>();
        for (int i = 0; i < starts.size(); i++) {
            boolean last = i + 1 == starts.size();
            int to = last ? used : starts.get(i + 1);
            while (to > starts.get(i) && lines[to - 1].isBlank()) {
                to--;
            }
            blocks.add(block(sample, lines, starts.get(i), to, last));
        }
        return blocks;
    }

    private static String[] lines(SampleText sample) {
        return new String(sample.text(), StandardCharsets.UTF_8).split("\r\n|\n|\r", -1);
    }

    private static int used(String[] lines) {
        int used = lines.length;
        while (used > 0 && lines[used - 1].isBlank()) {
            used--;
        }
        return used;
    }

    private static Block block(SampleText sample, String[] lines, int from, int to, boolean last) {
        var text = String.join("\n", List.of(lines).subList(from, to)) + (last && !sample.whole() ? "" : "\n");
        var part = sample.part(text.getBytes(StandardCharsets.UTF_8), !last || sample.whole());
        return new Block(part, from, last);
    }
}
