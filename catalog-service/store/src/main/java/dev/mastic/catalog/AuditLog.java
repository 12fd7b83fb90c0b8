// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.CatalogObject;
import dev.mastic.core.catalog.CatalogObjects;
import dev.mastic.core.catalog.ObjectKey;
import dev.mastic.core.catalog.ObjectKind;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import dev.mastic.core.failure.EtlException;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/**
 * Who changed what, and when: one row of the catalog for each change. Those of this process's own are written by the catalog itself; this adds
 * what was asked of a server.
 */
public final class AuditLog {
    static final String DONE = "done";
    private static final ObjectMapper JSON = new ObjectMapper();
    private final CatalogObjects objects;
    private final Clock clock;

    /** The log that a catalog keeps. */
    public AuditLog(Catalog catalog, Clock clock) {
        this.objects = catalog.objects();
        this.clock = clock;
    }

    /**
     * One change.
     *
     * @param who the caller of a server; else the user of the operating system
     * @param face {@code server}, {@code cli}, {@code crawler}, {@code job} or {@code spark}
     * @param what the change, such as {@code update}
     * @param object what it is a change of, such as {@code sales.orders}
     * @param outcome {@code done}, {@code denied} or {@code refused: …} with the reason
     */
    public record Entry(Instant when, String who, String face, String what, String object, String outcome) {}

    /** Adds a change that was asked of a server just now. */
    public void add(String who, String what, String object, String outcome) {
        var entry = new Entry(clock.instant(), who, Face.SERVER.text(), what, object, outcome);
        objects.create(newKey(entry), write(entry));
    }

    /** A key that sorts by time, for names do. */
    static ObjectKey newKey(Entry entry) {
        var name = "%013d-%s".formatted(entry.when().toEpochMilli(), UUID.randomUUID());
        return ObjectKey.of(ObjectKind.AUDIT, name);
    }

    static String write(Entry entry) {
        return JSON.createObjectNode()
                .put("when", entry.when().toString())
                .put("who", entry.who())
                .put("face", entry.face())
                .put("what", entry.what())
                .put("object", entry.object())
                .put("outcome", entry.outcome())
                .toString();
    }

    /** A page of all changes, the oldest first. */
    public Page<Entry> page(PageRequest page) {
        return objects.page(ObjectKind.AUDIT, ObjectKey.Owner.NOTHING, "", page).map(AuditLog::entry);
    }

    private static Entry entry(CatalogObject kept) {
        try {
            var json = JSON.readTree(kept.json());
            return new Entry(
                    Instant.parse(json.path("when").asText()),
                    json.path("who").asText(),
                    // Rows of before, which have none, are of servers.
                    json.path("face").asText(Face.SERVER.text()),
                    json.path("what").asText(),
                    json.path("object").asText(),
                    json.path("outcome").asText());
        } catch (JsonProcessingException e) {
            throw new EtlException("Cannot read audit row " + kept.key().name() + ": it is no JSON", e);
        }
    }
}
