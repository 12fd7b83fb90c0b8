// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.benchmarks;

/** How one side does its task. */
interface Side {
    /** {@code spark} or {@code mastic}. */
    String name();

    /** Makes ready for one round. Not timed. */
    default void prepare() {}

    /** Does the task once; this is what is timed. */
    void run();

    /** What came out of the last run, told so that equal outputs are equal. Not timed. */
    String fingerprint();
}
