// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

/** Which rows a join gives, with Glue Studio's names. */
public enum JoinType {
    /** The pairs. */
    INNER("inner"),
    /** The pairs, and rows of the first frame without a partner. */
    LEFT("left_outer"),
    /** The pairs, and rows of the second frame without a partner. */
    RIGHT("right_outer"),
    /** The pairs, and rows of both frames without a partner. */
    OUTER("full_outer"),
    /** The rows of the first frame that have a partner, each once, as they are. */
    LEFTSEMI("left_semi"),
    /** The rows of the first frame without a partner, as they are. */
    LEFTANTI("left_anti");

    private final String spark;

    JoinType(String spark) {
        this.spark = spark;
    }

    String spark() {
        return spark;
    }

    /** Whether the output has the columns of the first frame only. */
    boolean filters() {
        return this == LEFTSEMI || this == LEFTANTI;
    }
}
