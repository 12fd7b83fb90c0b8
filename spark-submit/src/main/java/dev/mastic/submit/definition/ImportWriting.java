// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.definition;

import dev.mastic.catalog.CatalogReading;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.ObjectKey;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.crawl.ClassifierSpec;
import dev.mastic.core.crawl.CrawlerSpec;
import dev.mastic.core.crawl.CrawlerStore;
import dev.mastic.core.failure.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a catalog like an exported document, as far as that goes; what the catalog has beside it stays. Only what differs is written.
 * Databases, tables, partitions and other objects come in one transaction, crawlers and classifiers after it, each by itself.
 */
public final class ImportWriting implements CatalogReading.Reader {
    private final Catalog catalog;
    private final List<ClassifierSpec> classifiers = new ArrayList<>();
    private final List<CrawlerSpec> crawlers = new ArrayList<>();

    /** Opens the document from its start. */
    public interface Document {
        /** The bytes. */
        InputStream open() throws IOException;
    }

    private ImportWriting(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Reads and writes all of it.
     *
     * @throws UsageException if the document cannot be read, or the catalog refuses something: nothing of it but, at the worst, some crawlers
     *     is written then
     */
    public static void write(Document document, Catalog catalog, CrawlerStore store) {
        // what a transaction that is repeated has gathered before is forgotten with its writer
        var written = catalog.atomically(() -> {
            var writer = new ImportWriting(catalog);
            read(document, writer);
            return writer;
        });
        written.classifiers.forEach(classifier -> keep(store, classifier));
        written.crawlers.forEach(crawler -> keep(store, crawler));
    }

    /** Reads a document from its start. */
    public static void read(Document document, CatalogReading.Reader reader) {
        try (var in = document.open()) {
            CatalogReading.read(in, reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void database(Database database) {
        var known = catalog.findDatabase(database.name());
        if (known.isEmpty()) {
            catalog.createDatabase(database);
        } else if (!known.get().database().equals(database)) {
            catalog.updateDatabase(database, known.get().version());
        }
    }

    @Override
    public void table(Table table) {
        var known = catalog.find(table.name());
        if (known.isEmpty()) {
            catalog.create(table);
        } else if (!known.get().table().equals(table)
                && !ImportDifference.isLeft(known.get().table(), table)) {
            catalog.update(table, known.get().version());
        }
    }

    @Override
    public void partitions(TableName table, List<Partition> partitions) {
        var other = ImportDifference.otherThan(catalog, table, partitions);
        var all = new ArrayList<>(other.fresh());
        all.addAll(other.changed());
        if (!all.isEmpty()) {
            catalog.partitionsOf(table).put(all);
        }
    }

    @Override
    public void object(ObjectKey key, String json) {
        boolean isSame = ImportDifference.known(catalog, key)
                .filter(known -> ImportDifference.isSame(key, known, json))
                .isPresent();
        if (!isSame) {
            catalog.objects().put(key, json);
        }
    }

    @Override
    public void classifier(ClassifierSpec classifier) {
        classifiers.add(classifier);
    }

    @Override
    public void crawler(CrawlerSpec crawler) {
        crawlers.add(crawler);
    }

    private static void keep(CrawlerStore store, ClassifierSpec classifier) {
        var known = store.findClassifier(classifier.name());
        if (known.isEmpty()) {
            store.create(classifier);
        } else if (!known.get().classifier().equals(classifier)) {
            store.update(classifier, known.get().version());
        }
    }

    private static void keep(CrawlerStore store, CrawlerSpec crawler) {
        var known = store.findCrawler(crawler.name());
        if (known.isEmpty()) {
            store.create(crawler);
        } else if (!known.get().crawler().equals(crawler)) {
            store.update(crawler, known.get().version());
        }
    }
}
