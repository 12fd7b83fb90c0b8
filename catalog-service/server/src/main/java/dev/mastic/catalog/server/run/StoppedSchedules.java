// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.run;

import dev.mastic.core.catalog.CatalogObjects;
import dev.mastic.core.catalog.ObjectKey;
import dev.mastic.core.catalog.ObjectKind;

/** Which crawlers do not follow their schedules; that is kept beside the crawlers. */
public record StoppedSchedules(CatalogObjects objects) {
    /** Whether a crawler's schedule is stopped. */
    public boolean has(String crawler) {
        return objects.find(key(crawler)).isPresent();
    }

    /** Stops the schedule of a crawler. */
    public void add(String crawler) {
        objects.put(key(crawler), "{}");
    }

    /** Lets the schedule of a crawler go on. */
    public void remove(String crawler) {
        objects.drop(key(crawler));
    }

    private static ObjectKey key(String crawler) {
        return ObjectKey.of(ObjectKind.TRIGGER, "stopped schedule of crawler " + crawler);
    }
}
