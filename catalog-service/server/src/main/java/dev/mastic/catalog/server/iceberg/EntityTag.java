// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.iceberg;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.apache.iceberg.rest.RESTCatalogProperties.SnapshotMode;

/**
 * Tells whether what a client has is what it would get: metadata files never change.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3">RFC 9110: ETag</a>
 */
record EntityTag(String text) {
    static EntityTag of(String metadataLocation, SnapshotMode mode) {
        var content = (mode + " " + metadataLocation).getBytes(StandardCharsets.UTF_8);
        return new EntityTag('"' + UUID.nameUUIDFromBytes(content).toString() + '"');
    }

    /** Whether a list as in {@code If-None-Match} has it; the comparison is the weak one. */
    boolean isAmong(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .anyMatch(one -> one.equals("*") || one.equals(text) || one.equals("W/" + text));
    }
}
