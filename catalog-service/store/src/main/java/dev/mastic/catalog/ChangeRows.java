// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.catalog.ObjectKey;
import dev.mastic.core.catalog.ObjectKind;
import dev.mastic.database.Dialect;
import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The rows of the audit for what this process changes, each in the transaction of the change. The user is the operating system's. */
final class ChangeRows {
    /** The audit itself, and what nobody asks for. */
    private static final Set<ObjectKind> PASSED_OVER =
            Set.of(ObjectKind.AUDIT, ObjectKind.PAGE_KEY, ObjectKind.METRICS_REPORT);

    private final ObjectRows objects;
    private final Face face;

    ChangeRows(Dialect dialect, Face face) {
        this.objects = new ObjectRows(dialect);
        this.face = face;
    }

    /** Adds a change that is being made. */
    void add(Handle handle, String what, Object object) {
        if (face != Face.SERVER) {
            var entry = new AuditLog.Entry(
                    Clock.systemUTC().instant(),
                    System.getProperty("user.name", "?"),
                    face.text(),
                    what,
                    object.toString(),
                    AuditLog.DONE);
            objects.insert(handle, AuditLog.newKey(entry), OwnerRow.NOTHING, AuditLog.write(entry));
        }
    }

    /** The same for another object. */
    void add(Handle handle, String verb, ObjectKey key) {
        if (!PASSED_OVER.contains(key.kind())) {
            var noun = key.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            add(handle, verb + " " + noun, (Object) (key.name() + " of " + key.owner()));
        }
    }
}
