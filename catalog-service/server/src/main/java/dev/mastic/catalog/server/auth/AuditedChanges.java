// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.auth;

import dev.mastic.catalog.AccessDeniedException;
import dev.mastic.catalog.AuditLog;
import dev.mastic.catalog.Role;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.failure.EtlException;
import dev.mastic.database.StoreFailedException;
import java.util.function.Supplier;

/** Makes changes for callers who may, and writes each into the audit: with the change in one transaction, or by itself if it was refused. */
final class AuditedChanges {
    private static final String DONE = "done";
    private final Catalog catalog;
    private final Callers callers;
    private final AuditLog audit;

    AuditedChanges(Catalog catalog, Callers callers, AuditLog audit) {
        this.catalog = catalog;
        this.callers = callers;
        this.audit = audit;
    }

    /** A change of something in one database. */
    <T> T make(Role needed, String database, String what, String object, Supplier<T> change) {
        return make(() -> callers.require(needed, database), what, object, change);
    }

    /** A change that passes a check. */
    <T> T make(Runnable check, String what, String object, Supplier<T> change) {
        try {
            check.run();
            return catalog.atomically(() -> {
                var answer = change.get();
                add(what, object, DONE);
                return answer;
            });
        } catch (AccessDeniedException e) {
            add(what, object, "denied");
            throw e;
        } catch (StoreFailedException e) {
            // What has failed cannot be written to.
            throw e;
        } catch (EtlException e) {
            add(what, object, "refused: " + e.getMessage());
            throw e;
        }
    }

    private void add(String what, String object, String outcome) {
        audit.add(callers.current().who(), what, object, outcome);
    }
}
