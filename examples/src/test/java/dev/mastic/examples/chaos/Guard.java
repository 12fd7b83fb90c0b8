// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.examples.chaos;

/** What keeps the promise, piece by piece, so that a test can see what happens without it. */
enum Guard {
    /** The next run of a job ends the runs that did not end. */
    RECOVERY,
    /** The bookmarks move after the commits, not before. */
    COMMIT_BEFORE_ADVANCE,
    /** A table refuses a run that is not the newest of its job. */
    FENCE,
    /** Files that a commit makes visible are named before the first of them is. */
    INTENT
}
