// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.catalog.server.wire.AwsError;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The expressions by which Glue's lists choose names: regular expressions of the whole name, in which {@code *} alone stands for any text,
 * as Hive's clients write it. An expression that would take forever is refused.
 */
record NamePattern(String expression, Pattern pattern) implements Predicate<String> {
    private static final Pattern WILDCARD = Pattern.compile("(?<![.\\])}\\\\])\\*");
    private static final int MOST_STEPS = 1_000_000;

    /** The pattern of an expression; all names for none. */
    static Predicate<String> of(String expression) {
        if (expression == null || expression.isBlank()) {
            return name -> true;
        }
        try {
            var regex = WILDCARD.matcher(expression).replaceAll(".*");
            return new NamePattern(expression, Pattern.compile(regex, Pattern.CASE_INSENSITIVE));
        } catch (PatternSyntaxException e) {
            throw AwsError.invalidInput(
                    "The expression '" + expression + "' is no regular expression: " + e.getDescription());
        }
    }

    @Override
    public boolean test(String name) {
        return pattern.matcher(new Counted(name, new int[1], this)).matches();
    }

    /** A text that counts how often it is looked at: Java's expressions go back and forth without end otherwise. */
    private record Counted(String text, int[] steps, NamePattern owner) implements CharSequence {
        @Override
        public char charAt(int index) {
            if (++steps[0] > MOST_STEPS) {
                throw AwsError.invalidInput("The expression '" + owner.expression
                        + "' takes too long: write it without repetitions in repetitions");
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text.substring(start, end), steps, owner);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
