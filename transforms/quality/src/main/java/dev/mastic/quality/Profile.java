// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.quality;

import dev.mastic.core.frame.DynamicFrame;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the values of each column are like.
 *
 * @param rows how many there are
 * @param columns in the order of the frame; the fields of structs and the branches of choices stand as columns of their own
 */
public record Profile(long rows, List<Column> columns) {
    /**
     * One column. What a type has no answer for is empty: of arrays, maps and bytes only the nulls are counted.
     *
     * @param name the path of the column, such as {@code address.zip}
     * @param type as Hive spells it
     * @param nulls how many rows have no value
     * @param distinct how many different values there are
     * @param isDistinctExact false where there are more than {@link TopValues#MOST}; then the number is estimated within about 5%
     * @param numbers of columns of numbers
     * @param lengths of texts, in characters
     * @param top the most frequent values, first the most frequent; empty where there are too many different ones, or too long ones
     */
    public record Column(
            String name,
            String type,
            long nulls,
            OptionalLong distinct,
            boolean isDistinctExact,
            Range range,
            Numbers numbers,
            Range lengths,
            Optional<List<Top>> top) {
        public Column {
            top = top.map(List::copyOf);
        }
    }

    /** The least and the greatest value, as text; texts are ordered by their characters' numbers. */
    public record Range(Optional<String> min, Optional<String> max) {}

    /** The mean, and the standard deviation of the population, each with 12 digits. */
    public record Numbers(OptionalDouble mean, OptionalDouble standardDeviation) {}

    /** A value and the number of rows that have it. */
    public record Top(String value, long count) {}

    public Profile {
        columns = List.copyOf(columns);
    }

    /** Measures all columns of a frame. Runs one Spark job, which reads the rows once; the answer does not depend on their partitions. */
    public static Profile of(DynamicFrame frame) {
        return new Profiler(frame).profile();
    }
}
