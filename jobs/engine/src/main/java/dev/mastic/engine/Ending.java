// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

/** How the work of a process for a job ends. */
enum Ending {
    /** The run has advanced. */
    SUCCEEDED,
    /** There was nothing to read. */
    NOTHING_NEW,
    /** A run of this id had advanced before. */
    ALREADY_DONE,
    /** Another run has the lease, and nobody wanted to wait. */
    SKIPPED,
    /** The same, and it was wanted. */
    LOCKED,
    /** Something failed; bookmarks have not moved. */
    FAILED,
    /** A target has refused the output for good; all of it was taken back. */
    REFUSED,
    /** A target has refused the output for good, while others show theirs: it cannot be taken back. */
    INCOMPLETE,
    /** Files changed each time while they were read. */
    CHANGED,
    /** Someone asked to stop before anything was visible. */
    STOPPED,
    /** A newer run has the lease, and ends this one. */
    OVERTAKEN,
    /** It cannot be told whether output is visible, or bookmarks have moved. */
    UNKNOWN
}
