// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.grok;

import java.nio.charset.Charset;
import java.util.List;
import java.util.regex.Matcher;

/** Matches whole lines to a pattern; what ends no other way is given up after a number of steps. One thread at a time. */
final class LineMatcher implements LineCells {
    private static final int SHOWN = 60;

    private final GrokPattern pattern;
    private final Line line;
    private final Matcher matcher;
    private final String[][] groups;
    private final int[] starts;
    private final int[] ends;

    /** @param charset of the lines */
    LineMatcher(GrokPattern pattern, Charset charset) {
        this.pattern = pattern;
        this.line = new Line(charset);
        this.matcher = pattern.regex().matcher(line);
        this.groups = pattern.columns().stream()
                .map(column -> column.groups().toArray(String[]::new))
                .toArray(String[][]::new);
        this.starts = new int[groups.length];
        this.ends = new int[groups.length];
    }

    @Override
    public List<String> names() {
        return pattern.names();
    }

    @Override
    public boolean directive(byte[] bytes, int from, int to) {
        return false;
    }

    @Override
    public String match(byte[] bytes, int from, int to) {
        if (from == to) {
            return "empty line";
        }
        if (!line.set(bytes, from, to)) {
            return "text that is not " + line.charset();
        }
        matcher.reset(line);
        try {
            return matcher.matches() ? found() : "does not match " + shown(pattern.text()) + where();
        } catch (Line.TooManySteps e) {
            return e.getMessage() + " by " + shown(pattern.text());
        } catch (StackOverflowError e) {
            return "too long for the repetitions in " + shown(pattern.text());
        }
    }

    /** Where matching came to its end: no try has looked further. */
    private String where() {
        int last = line.furthest();
        return matcher.hitEnd() || last < 0
                ? " up to its end"
                : " from character " + (last + 1) + " on: '"
                        + shown(line.toString().substring(last)) + "'";
    }

    private String found() {
        for (int i = 0; i < groups.length; i++) {
            starts[i] = 0;
            ends[i] = 0;
            for (var group : groups[i]) {
                if (matcher.start(group) >= 0) {
                    starts[i] = line.offset(matcher.start(group));
                    ends[i] = line.offset(matcher.end(group));
                    break;
                }
            }
        }
        return null;
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    @Override
    public byte[] bytes() {
        return line.bytes();
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
