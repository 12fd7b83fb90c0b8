// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.auth;

import dev.mastic.catalog.Access;
import dev.mastic.catalog.AccessDeniedException;
import dev.mastic.catalog.Role;
import java.util.Optional;
import java.util.function.Supplier;

/** For whom a thread works just now: a request is answered by one thread from its beginning to its end. */
public final class Callers {
    private final ThreadLocal<Access> current = new ThreadLocal<>();

    /** Does work for someone. */
    public void run(Access access, Runnable work) {
        answer(access, () -> {
            work.run();
            return access;
        });
    }

    /** Does work for someone, and gives its answer. */
    public <T> T answer(Access access, Supplier<T> work) {
        current.set(access);
        try {
            return work.get();
        } finally {
            current.remove();
        }
    }

    /**
     * For whom this thread works.
     *
     * @throws IllegalStateException if for nobody: what asks has not been told who asks it
     */
    public Access current() {
        return Optional.ofNullable(current.get())
                .orElseThrow(() -> new IllegalStateException("nobody is known to have asked for this"));
    }

    /**
     * Checks that the caller has a role in a database.
     *
     * @throws AccessDeniedException if not
     */
    public void require(Role needed, String database) {
        if (!current().allows(needed, database)) {
            throw new AccessDeniedException(current(), needed, "database '" + database + "'");
        }
    }

    /**
     * Checks that the caller has a role in some database at least.
     *
     * @throws AccessDeniedException if not
     */
    public void requireSomewhere(Role needed) {
        if (!current().role().includes(needed)) {
            throw new AccessDeniedException(current(), needed, "any database");
        }
    }

    /**
     * Checks that the caller has a role in all databases.
     *
     * @throws AccessDeniedException if not
     */
    public void requireEverywhere(Role needed) {
        if (!current().role().includes(needed) || !current().isEverywhere()) {
            throw new AccessDeniedException(current(), needed, "all databases");
        }
    }
}
