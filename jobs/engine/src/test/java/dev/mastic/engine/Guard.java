// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

/** What keeps a run's promise; tests take one away to see that the simulator misses it. */
enum Guard {
    /** The store and the table refuse a token that is not the newest. */
    FENCE,
    /** Bookmarks move after the commits. */
    ADVANCE_LAST,
    /** The journal knows of a run before anything of it is written. */
    PLANNED_FIRST,
    /** Runs that did not end are ended first. */
    RECOVERY,
    /** Sources are asked after staging whether what was read was still there. */
    VERIFY,
    /** Sinks are asked once more after the output of a staged run was removed. */
    CONFIRM
}
