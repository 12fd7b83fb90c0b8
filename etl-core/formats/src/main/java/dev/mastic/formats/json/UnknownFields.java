// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import dev.mastic.core.io.SchemaChange;
import dev.mastic.core.type.ColumnPath;
import java.io.IOException;

/** What becomes of fields that the type of a record does not have. Mutable, one thread at a time. */
final class UnknownFields {
    private final SchemaChange change;
    private boolean met;

    UnknownFields(SchemaChange change) {
        this.change = change;
    }

    /** Whether they are passed over as if they were not there. */
    boolean arePassedOver() {
        return change == SchemaChange.EVOLVE;
    }

    /** Reads over the value of such a field, which begins with the current token. */
    void meet(RecordParser parser, String name) throws IOException, MisfitException {
        if (change == SchemaChange.FREEZE) {
            throw new MisfitException("no column has this field").within(new ColumnPath.Name(name));
        }
        met = true;
        parser.skipChildren();
    }

    /** Whether there was one since this was asked last. */
    boolean metSince() {
        boolean was = met;
        met = false;
        return was;
    }
}
