// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.RowComparison;
import dev.mastic.core.type.TypeString;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/** Assertions about a frame's type and rows. */
public final class FrameAssert extends AbstractAssert<FrameAssert, DynamicFrame> {
    private FrameAssert(DynamicFrame actual) {
        super(actual, FrameAssert.class);
    }

    /** Assertions about a frame. */
    public static FrameAssert assertFrame(DynamicFrame actual) {
        return new FrameAssert(actual);
    }

    /** The frame's type is this, as a type string. Runs no job. */
    public FrameAssert hasType(String type) {
        Assertions.assertThat(TypeString.print(actual.schema())).isEqualTo(TypeString.print(FrameLiterals.type(type)));
        return this;
    }

    /**
     * The frame has exactly these rows, in any order; fields that are null may be left out. Says which are missing, extra, or different in
     * which column. Runs a Spark job.
     */
    public FrameAssert hasRows(String... rows) {
        var comparison = JsonRows.of(actual).against(JsonRows.of(rows));
        if (!comparison.isSame()) {
            failWithMessage("%s", "Rows of " + actual.name() + ": " + comparison.summary() + lines(comparison));
        }
        return this;
    }

    private static String lines(RowComparison comparison) {
        return comparison.table().stream()
                .skip(1)
                .map(row -> "\n  " + row.get(0) + " " + row.get(1)
                        + (row.get(2).isEmpty()
                                ? ""
                                : ": " + row.get(2) + " was " + row.get(4) + ", expected " + row.get(3)))
                .collect(Collectors.joining());
    }
}
