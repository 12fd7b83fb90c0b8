// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.operations.trigger;

import java.time.Instant;

/**
 * That a trigger fires.
 *
 * @param by what makes it another than the one before: the end of the run ids
 */
record Firing(String by, Instant due) {
    /** The id of the run of one of its actions; runs are known by job and id, and people look for the id alone. */
    String runId(Trigger trigger, Action action) {
        var id = trigger.name() + "-" + by;
        return trigger.actions().size() == 1 ? id : id + "-" + action.job();
    }
}
