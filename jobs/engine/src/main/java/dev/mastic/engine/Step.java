// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import java.util.Optional;

/** One thing that a process does in the protocol of a run. Those about one run of the journal come in the order of a run. */
enum Step {
    /** Takes the lease of the job. */
    ACQUIRE("engine.after-lease"),
    /** Waits until another process has given the lease back. */
    AWAIT,
    /** Reads in the journal which runs did not end. */
    LOOK("engine.after-look"),
    /** Finds what there is to read. */
    SLICE("engine.after-slice"),
    /** Writes slices and sinks to the journal. */
    PLAN("engine.after-plan"),

    /** Asks the sinks of a run how far each has come. */
    FIND("engine.after-find"),
    /** Writes the output of sinks where nobody sees it. */
    STAGE("engine.after-staging"),
    /** Asks the sources whether what was read is still there as it was planned. */
    VERIFY("engine.after-verify"),
    /** Writes to the journal that everything is staged. */
    MARK_STAGED("engine.after-stage"),
    /** Makes the output of one sink visible. */
    COMMIT("engine.after-sink-commit"),
    /** Writes to the journal that all sinks have committed. */
    MARK_COMMITTED("engine.after-commit"),
    /** Moves the bookmarks. */
    ADVANCE("engine.after-advance"),
    /** Removes output that is not visible. */
    DISCARD("engine.after-discard"),
    /** Asks the sinks of a staged run once more: its own process may have woken up and committed before the output was gone. */
    CONFIRM("engine.after-confirm"),
    /** Writes to the journal that nothing of the run is visible, or will be. */
    MARK_DISCARDED("engine.after-discarded"),

    /** Tells what came of it, for people. */
    REPORT,
    /** Gives the lease back; harmless without one. */
    RELEASE("engine.after-release"),
    /** There is nothing more to do. */
    END;

    private final Optional<String> failpoint;

    Step() {
        this.failpoint = Optional.empty();
    }

    Step(String failpoint) {
        this.failpoint = Optional.of(failpoint);
    }

    /** Where a test can kill the process after this step, before it knows the answer. */
    Optional<String> failpoint() {
        return failpoint;
    }
}
