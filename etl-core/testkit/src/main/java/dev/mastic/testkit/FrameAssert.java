// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.type.TypeString;
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

    /** The frame has exactly these rows, in any order; fields that are null may be left out. Runs a Spark job. */
    public FrameAssert hasRows(String... rows) {
        Assertions.assertThat(JsonRows.of(actual).rows())
                .containsExactlyElementsOf(JsonRows.of(rows).rows());
        return this;
    }
}
