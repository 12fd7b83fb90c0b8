// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

/** How far a run has come; each phase is written to the journal before the next begins. */
public enum Phase {
    /** The slices are fixed. Nothing has been written. */
    PLANNED,
    /** Every sink has staged its output. Nothing is visible. */
    STAGED,
    /** Every sink has committed. The bookmarks have not moved. */
    COMMITTED,
    /** The bookmarks have moved: the run is done. */
    ADVANCED,
    /** Nothing of the run is or will be visible. */
    DISCARDED;

    /** Whether recovery has nothing to do. */
    public boolean isFinal() {
        return this == ADVANCED || this == DISCARDED;
    }
}
