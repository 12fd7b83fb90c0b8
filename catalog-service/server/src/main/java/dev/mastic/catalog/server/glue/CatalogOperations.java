// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.catalog.server.auth.Callers;
import dev.mastic.catalog.server.auth.StoredKey;
import dev.mastic.catalog.server.run.Children;
import dev.mastic.catalog.server.run.StoppedSchedules;
import dev.mastic.catalog.server.wire.PageTokens;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.crawl.CrawlerStore;

/** All operations on one catalog. */
final class CatalogOperations {
    private CatalogOperations() {}

    static Operations of(Catalog catalog, CrawlerStore crawlers, Children children, Callers callers) {
        var operations = new Operations();
        var pages = new Pages(new PageTokens(new StoredKey(catalog.objects(), "glue")));
        var lookup = new Lookup(catalog);
        new DatabaseOperations(catalog, lookup, pages, new Tags(catalog)).addTo(operations);
        var schemas = new Schemas(catalog, new SchemaVersions(catalog), new Tags(catalog));
        new TableOperations(catalog, lookup, new SchemaColumns(schemas), pages).addTo(operations);
        new TableVersionOperations(catalog, lookup, pages).addTo(operations);
        new SearchOperations(catalog, pages).addTo(operations);
        new PartitionOperations(catalog, lookup, pages).addTo(operations);
        new PartitionBatchOperations(catalog, lookup).addTo(operations);
        new PartitionIndexOperations(catalog, lookup).addTo(operations);
        new StatisticsOperations(catalog, lookup).addTo(operations);
        new FunctionOperations(catalog, lookup, pages).addTo(operations);
        var tags = new Tags(catalog);
        var stopped = new StoppedSchedules(catalog.objects());
        new ConnectionOperations(catalog, pages, tags, callers, children.connections()).addTo(operations);
        new TagOperations(catalog, crawlers, tags).addTo(operations);
        new ClassifierOperations(crawlers, pages).addTo(operations);
        new CrawlerOperations(crawlers, children.crawls(), stopped, pages, tags).addTo(operations);
        new CrawlerRunOperations(crawlers, children.crawls(), stopped, pages).addTo(operations);
        new JobOperations(catalog, pages, tags, children.scripts()).addTo(operations);
        new JobRunOperations(catalog, children.jobs(), children.scripts(), pages).addTo(operations);
        addRegistry(catalog, schemas, pages, operations);
        return operations;
    }

    private static void addRegistry(Catalog catalog, Schemas schemas, Pages pages, Operations operations) {
        var tags = new Tags(catalog);
        new RegistryOperations(catalog, schemas, pages, tags).addTo(operations);
        new SchemaOperations(catalog, schemas, pages, tags).addTo(operations);
        new SchemaVersionOperations(catalog, schemas, pages).addTo(operations);
        new SchemaVersionDeletion(catalog, schemas).addTo(operations);
        new SchemaMetadataOperations(catalog, schemas, pages).addTo(operations);
    }
}
