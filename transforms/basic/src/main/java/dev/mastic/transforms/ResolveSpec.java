// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.type.ColumnPath;

/**
 * One choice and what becomes of it: {@code path -> action}; Glue's {@code ResolveSpec}.
 *
 * @param path through structs, through elements of arrays with {@code []}, and through branches of choices by their
 *     type names
 */
public record ResolveSpec(ColumnPath path, ChoiceAction action) {
    private static final String ARROW = "->";

    /**
     * Reads {@code path -> action}; an arrow inside backticks belongs to a name.
     *
     * @throws UsageException saying what is not understood
     */
    public static ResolveSpec parse(String text) {
        int arrow = Mapping.unquoted(text, ARROW);
        if (arrow < 0) {
            throw new UsageException("Cannot read spec '" + text + "': it has no '->' (expected path -> action)");
        }
        try {
            return new ResolveSpec(
                    ColumnPath.parse(text.substring(0, arrow).strip()),
                    ChoiceAction.parse(text.substring(arrow + ARROW.length()).strip()));
        } catch (UsageException e) {
            throw new UsageException("Cannot read spec '" + text + "': " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return path + " " + ARROW + " " + action;
    }
}
