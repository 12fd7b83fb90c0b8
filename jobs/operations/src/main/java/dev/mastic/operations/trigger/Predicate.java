// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.operations.trigger;

import java.util.List;

/**
 * After which runs a trigger fires.
 *
 * @param conditions at least one
 */
public record Predicate(Logical logical, List<Condition> conditions) {
    /** How many of the conditions must hold. */
    public enum Logical {
        /** All, since the trigger fired last. */
        AND,
        /** One. */
        ANY
    }

    public Predicate {
        conditions = List.copyOf(conditions);
        if (conditions.isEmpty()) {
            throw new IllegalArgumentException("A predicate has at least one condition");
        }
    }
}
