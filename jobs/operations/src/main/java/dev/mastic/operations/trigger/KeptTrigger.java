// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.operations.trigger;

import java.time.Instant;

/**
 * A trigger in the state.
 *
 * @param seen until when its schedule is worked off
 */
public record KeptTrigger(Trigger trigger, Trigger.State state, Instant created, Instant seen) {
    public String name() {
        return trigger.name();
    }
}
