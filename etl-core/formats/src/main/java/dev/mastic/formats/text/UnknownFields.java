// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.text;

import dev.mastic.core.io.SchemaChange;
import dev.mastic.core.type.ColumnPath;

/** What becomes of fields that the type of a record does not have. Mutable, one thread at a time. */
public final class UnknownFields {
    private final SchemaChange change;
    private boolean met;

    /** A record that has met none. */
    public UnknownFields(SchemaChange change) {
        this.change = change;
    }

    /** Whether they are passed over as if they were not there. */
    public boolean arePassedOver() {
        return change == SchemaChange.EVOLVE;
    }

    /**
     * There is such a field.
     *
     * @throws MisfitException if there must be none
     */
    public void meet(String name) throws MisfitException {
        if (change == SchemaChange.FREEZE) {
            throw new MisfitException("no column has this field").within(new ColumnPath.Name(name));
        }
        met = true;
    }

    /** Whether there was one since this was asked last. */
    public boolean metSince() {
        boolean was = met;
        met = false;
        return was;
    }
}
