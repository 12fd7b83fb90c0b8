// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The same on PostgreSQL. */
class PostgresPartitionOperationsTest extends PartitionOperationsTest {
    /** In the place of the one that starts on SQLite. */
    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        serve(Postgres.newDatabase("partitionoperations"));
    }
}
