// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.catalog.server.run.Crawls;
import dev.mastic.core.catalog.CatalogObjects;
import dev.mastic.core.catalog.ObjectKey;
import dev.mastic.core.catalog.ObjectKind;

/** The crawls of this server, and which schedules are stopped: that is kept beside the crawlers. */
record CrawlerRuns(Crawls crawls, CatalogObjects objects) {
    boolean isPaused(String crawler) {
        return objects.find(key(crawler)).isPresent();
    }

    void pause(String crawler) {
        objects.put(key(crawler), "{}");
    }

    void forget(String crawler) {
        objects.drop(key(crawler));
    }

    private static ObjectKey key(String crawler) {
        return ObjectKey.of(ObjectKind.TRIGGER, "stopped schedule of crawler " + crawler);
    }
}
