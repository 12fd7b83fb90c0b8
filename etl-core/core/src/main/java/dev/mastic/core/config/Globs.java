// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.config;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Glue's patterns of paths: {@code *} and {@code ?} stay inside a folder, {@code **} crosses folders; {@code [a-c]}, {@code [!a-c]},
 * {@code {x,y}} and {@code \} as in {@link java.nio.file.FileSystem#getPathMatcher}. Unlike there a path is only text, so that URIs and
 * names with line breaks match too. Immutable and thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/define-crawler-choose-data-sources.html">Exclude patterns</a>
 */
public record Globs(List<Pattern> patterns) {
    private static final String SPECIAL = "*?[]{}\\";

    public Globs {
        patterns = List.copyOf(patterns);
    }

    /**
     * Paths that match one of the globs.
     *
     * @throws IllegalArgumentException naming the glob that is none, and why
     */
    public static Globs of(Collection<String> globs) {
        return new Globs(globs.stream().map(Globs::compile).toList());
    }

    /** The glob that matches a text only. */
    public static String literal(String text) {
        var glob = new StringBuilder();
        for (char c : text.toCharArray()) {
            glob.append(SPECIAL.indexOf(c) < 0 ? "" : "\\").append(c);
        }
        return glob.toString();
    }

    /** Whether a glob matches the whole path. */
    public boolean match(String path) {
        for (var pattern : patterns) { // asked for each of millions of files
            if (pattern.matcher(path).matches()) {
                return true;
            }
        }
        return false;
    }

    private static Pattern compile(String glob) {
        try {
            return Pattern.compile(new Reader(glob).regex(), Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("'" + glob + "' is no glob: " + e.getDescription(), e);
        }
    }

    /** Reads one glob from left to right. */
    private static final class Reader {
        private final String glob;
        private final StringBuilder regex = new StringBuilder();
        private int next;
        private boolean inGroup;

        Reader(String glob) {
            this.glob = glob;
        }

        String regex() {
            while (next < glob.length()) {
                token(glob.charAt(next++));
            }
            if (inGroup) {
                throw error("a { is not closed");
            }
            return regex.toString();
        }

        private void token(char c) {
            switch (c) {
                case '*' -> regex.append(skip('*') ? ".*" : "[^/]*");
                case '?' -> regex.append("[^/]");
                case '[' -> set();
                case '\\' -> text(escaped());
                case '{' -> open();
                case '}' -> {
                    regex.append(inGroup ? "))" : "}");
                    inGroup = false;
                }
                case ',' -> regex.append(inGroup ? ")|(?:" : ",");
                default -> text(c);
            }
        }

        private void open() {
            if (inGroup) {
                throw error("a { inside another");
            }
            inGroup = true;
            regex.append("(?:(?:");
        }

        /** One character of a set; never the end of a folder's name. */
        private void set() {
            regex.append("(?!/)[").append(skip('!') ? "^" : "");
            int first = next;
            while (next < glob.length() && (glob.charAt(next) != ']' || next == first)) {
                char c = glob.charAt(next++);
                boolean isRange = c == '-' && next - 1 > first && next < glob.length() && glob.charAt(next) != ']';
                regex.append(isRange ? "-" : quoted(c));
            }
            if (next == glob.length()) {
                throw error("a [ is not closed");
            }
            next++;
            regex.append(']');
        }

        private boolean skip(char c) {
            boolean isThere = next < glob.length() && glob.charAt(next) == c;
            next += isThere ? 1 : 0;
            return isThere;
        }

        private char escaped() {
            if (next == glob.length()) {
                throw error("nothing follows the last \\");
            }
            return glob.charAt(next++);
        }

        private void text(char c) {
            regex.append(quoted(c));
        }

        private static String quoted(char c) {
            return c < 128 && !Character.isLetterOrDigit(c) ? "\\" + c : String.valueOf(c);
        }

        private PatternSyntaxException error(String why) {
            return new PatternSyntaxException(why, glob, next);
        }
    }
}
