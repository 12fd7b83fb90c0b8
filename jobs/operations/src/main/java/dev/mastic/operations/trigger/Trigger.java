// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.operations.trigger;

import java.util.List;
import java.util.Optional;

/**
 * What starts jobs.
 *
 * @param schedule when it is due; empty for one that goes by no clock
 * @param predicate after which runs it fires; empty for one that goes by no runs; a trigger with neither fires on demand
 * @param actions the jobs that it starts, at least one
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/about-triggers.html">AWS Glue triggers</a>
 */
public record Trigger(String name, Optional<Schedule> schedule, Optional<Predicate> predicate, List<Action> actions) {
    /** Glue's types, without those that events fire. */
    public enum Type {
        SCHEDULED,
        CONDITIONAL,
        ON_DEMAND
    }

    /** Glue's states. Only one that is ACTIVATED fires by itself. */
    public enum State {
        CREATED,
        ACTIVATED,
        DEACTIVATED
    }

    public Trigger {
        actions = List.copyOf(actions);
        if (actions.isEmpty() || (schedule.isPresent() && predicate.isPresent())) {
            throw new IllegalArgumentException("A trigger has an action, and not both a schedule and a predicate");
        }
    }

    public Type type() {
        if (schedule.isPresent()) {
            return Type.SCHEDULED;
        }
        return predicate.isPresent() ? Type.CONDITIONAL : Type.ON_DEMAND;
    }
}
