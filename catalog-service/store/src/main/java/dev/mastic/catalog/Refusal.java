// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.catalog.AlreadyExistsException;
import dev.mastic.core.catalog.NoSuchDatabaseException;
import dev.mastic.core.catalog.NoSuchTableException;
import dev.mastic.core.catalog.TableChangedException;
import dev.mastic.core.failure.EtlException;

/** Why the catalog has refused a change and written nothing; Iceberg has exceptions of the same names. */
enum Refusal {
    ALREADY_EXISTS,
    NO_SUCH_DATABASE,
    NO_SUCH_TABLE,
    CHANGED,
    OTHER;

    static Refusal of(EtlException refusal) {
        if (refusal instanceof AlreadyExistsException) {
            return ALREADY_EXISTS;
        } else if (refusal instanceof NoSuchDatabaseException) {
            return NO_SUCH_DATABASE;
        } else if (refusal instanceof NoSuchTableException) {
            return NO_SUCH_TABLE;
        }
        return refusal instanceof TableChangedException ? CHANGED : OTHER;
    }
}
