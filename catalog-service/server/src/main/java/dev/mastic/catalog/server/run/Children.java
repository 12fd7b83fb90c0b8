// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.run;

import dev.mastic.core.catalog.CatalogObjects;
import dev.mastic.core.crawl.CrawlerStore;

/**
 * All that a server has started; it ends with the server.
 *
 * @param scripts which jobs it may start
 */
public record Children(Crawls crawls, JobRuns jobs, ConnectionTests connections, AllowedScripts scripts)
        implements AutoCloseable {
    /** Nothing yet, but for the runs that an earlier server has left. */
    public static Children of(
            CrawlerStore crawlers, CatalogObjects objects, MasticCommand command, AllowedScripts scripts) {
        return new Children(
                new Crawls(crawlers, command),
                new JobRuns(objects, command).recover(),
                new ConnectionTests(command),
                scripts);
    }

    @Override
    public void close() {
        crawls.close();
        jobs.close();
    }
}
