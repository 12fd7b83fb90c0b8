// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.text;

import dev.mastic.core.type.ColumnPath;
import java.util.ArrayDeque;
import java.util.List;

/** A value has no place in its column. The path grows as it is thrown outwards; costs no stack trace. */
public final class MisfitException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient ArrayDeque<ColumnPath.Step> steps = new ArrayDeque<>();

    /** A value that is none of its column, and why. */
    public MisfitException(String message) {
        super(message, null, false, false);
    }

    /** The same, seen from one step further outside. */
    public MisfitException within(ColumnPath.Step step) {
        steps.addFirst(step);
        return this;
    }

    /** The column, or null for the whole record. */
    public String column() {
        return steps.isEmpty() ? null : new ColumnPath(List.copyOf(steps)).toString();
    }
}
