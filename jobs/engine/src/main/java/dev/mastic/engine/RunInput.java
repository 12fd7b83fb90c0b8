// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

/** What a run of a job reads. */
public sealed interface RunInput {
    /** What the bookmarks say. */
    record Next() implements RunInput {}

    /**
     * What an earlier run has read, to put the output in the place of that run's. Bookmarks stay. Lookups are read as they are now.
     *
     * @param runId of the earlier run
     */
    record Again(String runId) implements RunInput {}

    /**
     * What runs have read after one run, up to another one. Bookmarks stay.
     *
     * @param from the id of a run; what was read up to its end is left out
     * @param to the id of a run; what was read after its end is left out
     */
    record Between(String from, String to) implements RunInput {}
}
