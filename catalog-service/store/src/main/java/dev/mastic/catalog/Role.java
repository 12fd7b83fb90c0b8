// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

/** What someone may do; each may do what those before may. */
public enum Role {
    /** May look at databases, tables and partitions. */
    READER,
    /** May make, change and drop tables and partitions. */
    WRITER,
    /** May make, change and drop databases; and, if of all databases, everything else that the server offers. */
    ADMIN;

    /** Whether this role may do what another one may. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
