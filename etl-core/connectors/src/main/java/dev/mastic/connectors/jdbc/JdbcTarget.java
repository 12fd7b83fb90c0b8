// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import dev.mastic.core.bookmark.Output;
import dev.mastic.core.plugin.Registry;
import dev.mastic.core.type.Type;

/** A table that is written to, and how. */
record JdbcTarget(PostgresDatabase database, TableId table, WriteMode mode, Registry registry) {
    /** Removes what is staged for an output. */
    void discard(Output output) {
        database.change("discard what was staged for table " + table, session -> {
            var commits = new CommitTable(session, table);
            commits.lock(output);
            commits.discard(output);
            return output;
        });
    }

    /** How the rows of a type go into the table as it is now. */
    TargetShape shape(Type.Struct type) {
        return database.ask("look at table " + table, session -> TargetShape.of(session, table, type, mode));
    }
}
