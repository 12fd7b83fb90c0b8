// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import java.util.Collection;

/** A database was named that the catalog does not hold. */
public final class NoSuchDatabaseException extends UsageException {
    private static final long serialVersionUID = 1L;

    public NoSuchDatabaseException(String name, Collection<String> known) {
        super("No such database: '" + name + "' " + Suggestion.among(name, known));
    }
}
