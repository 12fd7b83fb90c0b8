// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import dev.mastic.core.io.SchemaChange;
import dev.mastic.formats.text.UnknownFields;
import java.time.ZoneId;

/**
 * What all readers of a record share.
 *
 * @param zone of timestamps that name none
 * @param unknown what becomes of fields that no type has
 */
record Reading(ZoneId zone, UnknownFields unknown) {
    /** Readers that pass over unknown fields. */
    static Reading in(ZoneId zone) {
        return new Reading(zone, new UnknownFields(SchemaChange.EVOLVE));
    }
}
