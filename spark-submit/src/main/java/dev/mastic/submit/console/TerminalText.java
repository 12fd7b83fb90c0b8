// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.console;

import java.util.regex.Pattern;

/** Text for a terminal: what would steer it, in data or names, is shown as {@code ·}. */
public final class TerminalText {
    // control characters, among them those of eight bits, and those that turn the direction of writing
    private static final Pattern STEERS = Pattern.compile("[\\p{Cc}\\u202a-\\u202e\\u2066-\\u2069]");
    private static final Pattern BUT_LINES = Pattern.compile(STEERS.pattern().replace("]", "&&[^\\n\\t]]"));

    private TerminalText() {}

    /** A text of several lines, which stay. */
    public static String lines(String text) {
        return BUT_LINES.matcher(text).replaceAll("·");
    }

    /** A JSON text, which means the same afterwards. */
    public static String json(String text) {
        return BUT_LINES.matcher(text).replaceAll(found -> "\\\\u%04x"
                .formatted((int) found.group().charAt(0)));
    }

    /** A text on one line. */
    public static String cell(String text) {
        return STEERS.matcher(text).replaceAll("·");
    }
}
