// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import java.util.Locale;
import java.util.Set;

/**
 * What one person or program may do.
 *
 * @param who a name for people, as in the audit
 * @param databases those that the role is for, in small letters, however their names are written; none means all
 */
public record Access(String who, Role role, Set<String> databases) {
    public Access {
        databases = Set.copyOf(databases);
    }

    /** May do everything. */
    public static Access toEverything(String who) {
        return new Access(who, Role.ADMIN, Set.of());
    }

    /** Whether the role is for all databases, also those that are still to come. */
    public boolean isEverywhere() {
        return databases.isEmpty();
    }

    /** Whether it may do, in a database, what a role may. */
    public boolean allows(Role needed, String database) {
        return role.includes(needed) && (isEverywhere() || databases.contains(database.toLowerCase(Locale.ROOT)));
    }
}
