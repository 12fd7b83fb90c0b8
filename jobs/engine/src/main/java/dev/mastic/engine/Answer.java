// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.bookmark.Token;
import java.util.List;
import java.util.Map;

/** What came of an action. */
sealed interface Answer {
    /** It is done, and there is nothing to say about it. */
    record Done() implements Answer {}

    /** The lease is taken, with a token that is greater than all before it. */
    record Leased(Token token) implements Answer {}

    /**
     * Another process has the lease.
     *
     * @param sameRun whether it has it for the run that was asked for here
     */
    record Locked(boolean sameRun) implements Answer {}

    /** These runs are to be ended, in this order. */
    record Runs(List<RunState> runs) implements Answer {}

    /** So far these sinks have come, in the order of their commits. */
    record Holding(Map<String, Held> sinks) implements Answer {}

    /** What was read is not there any more as it was planned. */
    record Changed() implements Answer {}

    /** Nothing more is to be done, for this reason. */
    record Ends(Ending ending) implements Answer {}

    /** The target does not take the output, and never will; nothing happened. */
    record Refused() implements Answer {}

    /** It failed; it may have happened nevertheless. */
    record Failed(Ending how) implements Answer {}
}
