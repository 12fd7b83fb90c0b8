// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

/** What a sink can do; a sink refuses the rest by name before it reads any data. */
public enum SinkCapability {
    /** Adds rows. */
    APPEND,
    /** Writes several frames, each under its own name. */
    SEVERAL_FRAMES,
    /** Splits the rows by the values of columns. */
    PARTITION_BY,
    /** Answers with the id of a snapshot. */
    SNAPSHOTS,
    /** Puts the output of a run in the place of that of an earlier one, as {@code Output.replaces} asks. */
    REDO,
    /** May refuse a commit for good, for what the rows are or because others have changed the target; so it commits before other sinks. */
    REFUSES_COMMITS,
    /** Hides staged rows until they are visible to all, so that no check can look at them before. */
    HIDES_STAGED_ROWS
}
