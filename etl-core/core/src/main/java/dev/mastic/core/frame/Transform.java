// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

/**
 * A verb over named frames. Immutable and pure: the same input gives the same plan.
 */
public interface Transform {
    /**
     * The record types of the output, from those of the input alone, so that a job can be checked without data.
     *
     * @throws dev.mastic.core.failure.UsageException naming the column that is missing or of the wrong type
     */
    Shapes outputShapes(Shapes in);

    /**
     * The output frames; their types are exactly {@code outputShapes(in.shapes())}. Lazy; a transform that must look at the data before says
     * that it runs a Spark job.
     */
    Frames apply(Frames in);

    /** Whether rows of one input look for partners in another, so that a row may come before its partner. */
    default boolean matchesRows() {
        return false;
    }
}
