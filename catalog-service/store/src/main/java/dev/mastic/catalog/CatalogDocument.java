// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.ConnectionJson;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.ObjectKey.Owner;
import dev.mastic.core.catalog.ObjectKind;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.PartitionFilter;
import dev.mastic.core.catalog.Segment;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.crawl.ClassifierCodec;
import dev.mastic.core.crawl.ClassifierSpec;
import dev.mastic.core.crawl.CrawlerCodec;
import dev.mastic.core.crawl.CrawlerSpec;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.IoReason;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes what a catalog holds as one JSON document: databases, the newest versions of tables, partitions, and other objects but runs, tokens
 * and what else belongs to one server only. Secrets of connections are left out; references to them stay. Statistics of single partitions
 * are left out too. Page by page, so that memory does not grow with the catalog. Equal catalogs give equal documents. Read back by {@link
 * CatalogReading}.
 */
public final class CatalogDocument {
    static final String VERSION = "masticCatalog";
    static final int NEWEST = 1;
    private static final int PAGE = 1000;

    private static final List<ObjectKind> OF_CATALOG = List.of(
            ObjectKind.CONNECTION,
            ObjectKind.JOB,
            ObjectKind.TRIGGER,
            ObjectKind.TAGS,
            ObjectKind.REGISTRY,
            ObjectKind.SCHEMA,
            ObjectKind.SCHEMA_VERSION);
    private static final List<ObjectKind> OF_DATABASE = List.of(ObjectKind.FUNCTION);
    private static final List<ObjectKind> OF_TABLE =
            List.of(ObjectKind.COLUMN_STATISTICS, ObjectKind.PARTITION_INDEX, ObjectKind.MAINTENANCE);

    private final Catalog catalog;
    private final JsonGenerator json;

    private CatalogDocument(Catalog catalog, JsonGenerator json) {
        this.catalog = catalog;
        this.json = json;
    }

    /**
     * Everything.
     *
     * @param out stays open
     * @throws EtlException if it cannot be written to
     */
    public static void write(
            Catalog catalog, List<ClassifierSpec> classifiers, List<CrawlerSpec> crawlers, OutputStream out) {
        write(catalog, out, document -> {
            document.databases(
                    catalog.databases().stream().map(Database::name).sorted().toList());
            document.objects(Owner.NOTHING, OF_CATALOG);
            document.raw("classifiers", classifiers, ClassifierCodec::write);
            document.raw("crawlers", crawlers, CrawlerCodec::write);
        });
    }

    /**
     * One database.
     *
     * @param out stays open
     * @throws dev.mastic.core.catalog.NoSuchDatabaseException if there is none of this name
     * @throws EtlException if it cannot be written to
     */
    public static void write(Catalog catalog, String database, OutputStream out) {
        catalog.database(database);
        write(catalog, out, document -> document.databases(List.of(database)));
    }

    private interface Content {
        void of(CatalogDocument document) throws IOException;
    }

    private static void write(Catalog catalog, OutputStream out, Content content) {
        try {
            var json = new JsonFactory()
                    .createGenerator(out)
                    .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                    .setPrettyPrinter(lines());
            json.writeStartObject();
            json.writeNumberField(VERSION, NEWEST);
            content.of(new CatalogDocument(catalog, json));
            json.writeEndObject();
            json.close();
            out.write('\n');
            out.flush();
        } catch (IOException e) {
            throw new EtlException("Cannot export the catalog: " + IoReason.of(e), e);
        }
    }

    /** Each thing on a line of its own, for tools that compare texts line by line. */
    private static DefaultPrettyPrinter lines() {
        return new DefaultPrettyPrinter().withArrayIndenter(DefaultPrettyPrinter.NopIndenter.instance);
    }

    private void databases(List<String> names) throws IOException {
        json.writeArrayFieldStart("databases");
        for (var name : names) {
            var database = catalog.findDatabase(name);
            if (database.isPresent()) {
                database(database.get().database());
            }
        }
        json.writeEndArray();
    }

    private void database(Database database) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", database.name());
        raw("definition", CatalogCodec.write(database));
        objects(Owner.database(database.name()), OF_DATABASE);
        json.writeArrayFieldStart("tables");
        each(request -> catalog.tables(database.name(), name -> true, request), version -> table(version.table()));
        json.writeEndArray();
        json.writeEndObject();
    }

    private void table(Table table) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", table.name().table());
        raw("definition", CatalogCodec.write(table));
        objects(Owner.table(table.name()), OF_TABLE);
        json.writeArrayFieldStart("partitions");
        if (!table.partitionKeys().isEmpty()) {
            var partitions = catalog.partitionsOf(table.name());
            each(request -> partitions.page(PartitionFilter.ALL, Segment.ALL, request), this::partition);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void partition(Partition partition) throws IOException {
        json.writeStartObject();
        raw("values", CatalogCodec.writeValues(partition.values()));
        raw("definition", CatalogCodec.write(partition));
        json.writeEndObject();
    }

    private void objects(Owner owner, List<ObjectKind> kinds) throws IOException {
        json.writeArrayFieldStart("objects");
        for (var kind : kinds) {
            each(request -> catalog.objects().page(kind, owner, "", request), object -> {
                json.writeStartObject();
                json.writeStringField("kind", kind.name());
                json.writeStringField("name", object.key().name());
                // as text, so that it comes back letter by letter
                json.writeStringField(
                        "json",
                        kind == ObjectKind.CONNECTION ? ConnectionJson.withoutSecrets(object.json()) : object.json());
                json.writeEndObject();
            });
        }
        json.writeEndArray();
    }

    private <T> void raw(String name, List<T> values, Function<T, String> text) throws IOException {
        json.writeArrayFieldStart(name);
        for (var value : values) {
            json.writeRawValue(text.apply(value));
        }
        json.writeEndArray();
    }

    private void raw(String name, String value) throws IOException {
        json.writeFieldName(name);
        json.writeRawValue(value);
    }

    private interface Written<T> {
        void write(T item) throws IOException;
    }

    private static <T> void each(Function<PageRequest, Page<T>> pages, Written<T> written) throws IOException {
        Optional<PageRequest> request = Optional.of(PageRequest.first(PAGE));
        while (request.isPresent()) {
            var page = pages.apply(request.get());
            for (var item : page.items()) {
                written.write(item);
            }
            request = page.next().map(next -> new PageRequest(PAGE, Optional.of(next)));
        }
    }
}
