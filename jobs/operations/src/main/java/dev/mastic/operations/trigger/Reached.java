// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.operations.trigger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * How far the conditions of a trigger are. Immutable.
 *
 * @param predicate the conditions
 * @param states the state of the last run of each job that is waited for, since the trigger fired
 * @param isMet whether one of the records that were looked at has met a condition
 */
record Reached(Predicate predicate, ObjectNode states, boolean isMet) {
    /** A finished run in the history. */
    record Ended(String job, JobState state) {}

    static Reached of(Predicate predicate, String states) {
        return new Reached(predicate, TriggerCodec.tree(states), false);
    }

    Reached after(List<Ended> runs) {
        var known = states.deepCopy();
        boolean met = isMet;
        for (var run : runs) {
            known.put(run.job(), run.state().name());
            met |= predicate.conditions().contains(new Condition(run.job(), run.state()));
        }
        return new Reached(predicate, known, met);
    }

    /** Whether the trigger fires: by a run among those that were looked at, and never twice by one. */
    boolean fires() {
        return isMet
                && switch (predicate.logical()) {
                    case ANY -> true;
                    case AND -> predicate.conditions().stream().allMatch(this::holds);
                };
    }

    private boolean holds(Condition condition) {
        return states.path(condition.job()).asText().equals(condition.state().name());
    }
}
