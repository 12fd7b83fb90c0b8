// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import dev.mastic.core.failure.UsageException;
import java.io.Serializable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A regular expression of Java that gives up on a text after {@value #MOST_STEPS} looks at its characters: some
 * patterns need exponentially many on hostile texts. Ordinary ones need a few for each character. Public for Spark's
 * generated code.
 */
public final class BoundedPattern implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int MOST_STEPS = 10_000_000;
    private final Pattern pattern;

    private BoundedPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Reads a regular expression.
     *
     * @throws UsageException naming the place that is not understood
     */
    static BoundedPattern compile(String regex) {
        try {
            return new BoundedPattern(Pattern.compile(regex));
        } catch (PatternSyntaxException e) {
            throw new UsageException(
                    "Cannot read '" + regex + "' as a regular expression: " + e.getDescription()
                            + (e.getIndex() < 0 ? "" : " at character " + (e.getIndex() + 1)),
                    e);
        }
    }

    /** The text of the pattern. */
    String regex() {
        return pattern.pattern();
    }

    /** Why a text is refused on which the pattern gives up. */
    String tooManySteps() {
        return "'" + this + "' needs too many steps on it";
    }

    int groupCount() {
        return pattern.matcher("").groupCount();
    }

    /**
     * The groups of the first match as texts, or the match itself if there are no groups; all null if there is no match.
     *
     * @return null if the pattern gives up
     */
    public InternalRow groups(UTF8String text) {
        try {
            var match = pattern.matcher(new Bounded(text.toString(), new int[1]));
            int groups = match.groupCount();
            var row = new GenericInternalRow(Math.max(1, groups));
            if (match.find()) {
                for (int i = 0; i < row.numFields(); i++) {
                    row.update(i, UTF8String.fromString(match.group(groups == 0 ? 0 : i + 1)));
                }
            }
            return row;
        } catch (GivenUp | StackOverflowError e) {
            return null; // Java matches by recursion; the caller says what becomes of such a text
        }
    }

    /**
     * The parts of a text between matches, also empty ones.
     *
     * @return null if the pattern gives up
     */
    public ArrayData split(UTF8String text) {
        try {
            var parts = pattern.split(new Bounded(text.toString(), new int[1]), -1);
            // between characters, as Spark has it, there is nothing after the last one
            var array = new Object[regex().isEmpty() ? Math.max(1, parts.length - 1) : parts.length];
            for (int i = 0; i < array.length; i++) {
                array[i] = UTF8String.fromString(parts[i]);
            }
            return new GenericArrayData(array);
        } catch (GivenUp | StackOverflowError e) {
            return null; // as above
        }
    }

    /** @param steps how many characters were looked at, shared with its parts */
    private record Bounded(String text, int[] steps) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++steps[0] > MOST_STEPS) {
                throw new GivenUp();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Too many steps; never leaves this class. */
    private static final class GivenUp extends RuntimeException {
        private static final long serialVersionUID = 1L;

        GivenUp() {
            super("too many steps", null, false, false);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BoundedPattern that && regex().equals(that.regex());
    }

    @Override
    public int hashCode() {
        return regex().hashCode();
    }

    @Override
    public String toString() {
        return regex();
    }
}
