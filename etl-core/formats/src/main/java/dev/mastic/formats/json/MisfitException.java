// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import dev.mastic.core.type.ColumnPath;
import java.util.ArrayDeque;
import java.util.List;

/** A value has no place in its column. The path grows as it is thrown outwards; costs no stack trace. */
final class MisfitException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient ArrayDeque<ColumnPath.Step> steps = new ArrayDeque<>();

    MisfitException(String message) {
        super(message, null, false, false);
    }

    MisfitException within(ColumnPath.Step step) {
        steps.addFirst(step);
        return this;
    }

    /** The column, or null for the whole record. */
    String column() {
        return steps.isEmpty() ? null : new ColumnPath(List.copyOf(steps)).toString();
    }
}
