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
    record Block(SampleText text, int linesBefore, boolean last) {}

    /** The blocks of a sample, in their order, without the comments that they begin with. */
    static List<Block> of(SampleText sample) {
        var lines = new String(sample.text(), StandardCharsets.UTF_8).split("\r\n|\n|\r", -1);
        int used = lines.length;
        while (used > 0 && lines[used - 1].isBlank()) {
            used--;
        }
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

    private static Block block(SampleText sample, String[] lines, int from, int to, boolean last) {
        var text = String.join("\n", List.of(lines).subList(from, to)) + (last && !sample.whole() ? "" : "\n");
        var part = sample.part(text.getBytes(StandardCharsets.UTF_8), !last || sample.whole());
        return new Block(part, from, last);
    }
}
