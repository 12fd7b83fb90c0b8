// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.hive;

import java.util.List;

/**
 * What is brought into step.
 *
 * @param databases only these; empty for all
 * @param drop whether tables and partitions that only the changed side has are dropped there, never their data; else they stay
 */
public record SyncScope(List<String> databases, boolean drop) {
    /** Copies the list. */
    public SyncScope {
        databases = List.copyOf(databases);
    }
}
