// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.failure.EtlException;
import java.util.Locale;
import java.util.TreeSet;

/** Someone asked for what their role does not allow. Nothing was written. */
public final class AccessDeniedException extends EtlException {
    private static final long serialVersionUID = 1L;

    public AccessDeniedException(Access access, Role needed, String where) {
        super("Access denied: " + access.who() + " is no " + name(needed) + " of " + where + " (is "
                + name(access.role()) + " of "
                + (access.isEverywhere() ? "everything" : new TreeSet<>(access.databases())) + ")");
    }

    private static String name(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
