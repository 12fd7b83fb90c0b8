// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.catalog.server.wire.Json;
import dev.mastic.core.catalog.Attributes;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.KeptDatabase;
import dev.mastic.core.catalog.ObjectKey;
import dev.mastic.core.catalog.ObjectKind;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.core.crawl.ClassifierCodec;
import dev.mastic.core.crawl.CrawlerCodec;
import dev.mastic.core.crawl.CrawlerStore;
import dev.mastic.core.failure.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import software.amazon.awssdk.services.glue.model.DatabaseInput;
import software.amazon.awssdk.services.glue.model.Job;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.TableInput;

/**
 * Takes what AWS Glue has told of its catalog into this one, with every field. What is here already is replaced where it differs, and left
 * alone where it does not; nothing is removed.
 */
public final class GlueImport {
    private static final int BATCH = 1000;
    private static final List<String> OF_THE_CATALOG =
            List.of("CatalogId", "VersionId", "DatabaseName", "IsRegisteredWithLakeFormation");
    private final Catalog catalog;
    private final CrawlerStore crawlers;
    private final List<Step> steps = new ArrayList<>();

    private GlueImport(Catalog catalog, CrawlerStore crawlers) {
        this.catalog = catalog;
        this.crawlers = crawlers;
    }

    /** What becomes of one thing. */
    public enum Change {
        CREATE,
        UPDATE,
        NOTHING,
        REFUSED
    }

    /**
     * One thing of the import.
     *
     * @param reason why it is refused; empty for others
     */
    public record Step(Change change, String kind, String name, String reason, Runnable work) {}

    /**
     * What is to be done to take the files of a folder in; nothing is done yet.
     *
     * @throws UsageException if a file is none that {@code aws glue} has printed
     */
    public static List<Step> plan(Path folder, Catalog catalog, CrawlerStore crawlers) {
        var saved = SavedOutput.read(folder);
        var plan = new GlueImport(catalog, crawlers);
        plan.databases(saved);
        var tables = plan.tables(saved);
        plan.partitions(saved, tables);
        saved.of(SavedOutput.Kind.CLASSIFIER).forEach(plan::classifier);
        saved.of(SavedOutput.Kind.CRAWLER).forEach(plan::crawler);
        saved.of(SavedOutput.Kind.JOB).forEach(plan::job);
        return plan.steps;
    }

    /** Databases of tables are made even where nothing is told of them. */
    private void databases(SavedOutput saved) {
        var databases = new TreeMap<String, Database>();
        saved.of(SavedOutput.Kind.TABLE)
                .forEach(table -> databases.computeIfAbsent(text(table, "DatabaseName"), Database::named));
        databases.keySet().removeIf(name -> catalog.findDatabase(name).isPresent());
        saved.of(SavedOutput.Kind.DATABASE).forEach(item -> {
            var read = Databases.read(Json.fill(item, DatabaseInput.builder()).build());
            databases.put(read.name(), withRest(read, item));
        });
        databases.values().forEach(this::database);
    }

    private static Database withRest(Database read, ObjectNode item) {
        var rest = rest(item, "Name", "Description", "LocationUri", "Parameters");
        return new Database(read.name(), read.description(), read.location(), read.parameters(), rest);
    }

    /** What has no place of its own here is kept as it was said. */
    private static Attributes rest(ObjectNode item, String... others) {
        var rest = item.deepCopy();
        rest.remove(OF_THE_CATALOG);
        rest.remove(List.of(others));
        return Attributes.of(rest);
    }

    private void database(Database database) {
        var before = catalog.findDatabase(database.name()).map(KeptDatabase::database);
        step(
                "database",
                database.name(),
                before,
                database,
                () -> catalog.createDatabase(database),
                () -> catalog.updateDatabase(database));
    }

    private <T> void step(String kind, String name, Optional<T> before, T after, Runnable create, Runnable update) {
        if (before.isEmpty()) {
            steps.add(new Step(Change.CREATE, kind, name, "", create));
        } else if (before.get().equals(after)) {
            steps.add(new Step(Change.NOTHING, kind, name, "", () -> {}));
        } else {
            steps.add(new Step(Change.UPDATE, kind, name, "", update));
        }
    }

    private Map<TableName, Table> tables(SavedOutput saved) {
        var tables = new LinkedHashMap<TableName, Table>();
        for (var item : saved.of(SavedOutput.Kind.TABLE)) {
            var input = Json.fill(item, TableInput.builder()).build();
            var read = Tables.read(text(item, "DatabaseName"), input);
            var table = read.withAttributes(rest(item, "Name", "StorageDescriptor", "PartitionKeys", "Parameters"));
            tables.put(table.name(), table);
        }
        tables.values().forEach(this::table);
        return tables;
    }

    private void table(Table table) {
        var before = catalog.find(table.name());
        step(
                "table",
                table.name().toString(),
                before.map(TableVersion::table),
                table,
                () -> catalog.create(table),
                () -> catalog.update(table, before.orElseThrow().version()));
    }

    private void partitions(SavedOutput saved, Map<TableName, Table> tables) {
        var byTable = new LinkedHashMap<TableName, List<Partition>>();
        for (var item : saved.of(SavedOutput.Kind.PARTITION)) {
            var name = Names.table(text(item, "DatabaseName"), text(item, "TableName"));
            requireKnown(name, tables);
            byTable.computeIfAbsent(name, one -> new ArrayList<>()).add(partition(item));
        }
        byTable.forEach(this::partitions);
    }

    private void requireKnown(TableName name, Map<TableName, Table> tables) {
        if (!tables.containsKey(name) && catalog.find(name).isEmpty()) {
            throw new UsageException("Cannot import partitions of " + name
                    + ": there is no such table, in the files or in the catalog: save aws glue get-tables too");
        }
    }

    private static Partition partition(ObjectNode item) {
        var values = new ArrayList<String>();
        item.path("Values").forEach(value -> values.add(value.asText()));
        var parameters = new TreeMap<String, String>();
        item.path("Parameters")
                .fields()
                .forEachRemaining(
                        field -> parameters.put(field.getKey(), field.getValue().asText()));
        var storage = item.path("StorageDescriptor").isObject()
                ? Storages.readWithColumns(Json.fill(item.path("StorageDescriptor"), StorageDescriptor.builder())
                        .build())
                : Storage.at("");
        return new Partition(
                values, storage, parameters, rest(item, "Values", "StorageDescriptor", "Parameters", "TableName"));
    }

    /** All of one table are one line of the difference, and written in batches. */
    private void partitions(TableName table, List<Partition> all) {
        var before = catalog.find(table).map(row -> catalog.partitionsOf(table).findAll(values(all)));
        var known = new LinkedHashMap<List<String>, Partition>();
        before.orElse(List.of()).forEach(partition -> known.put(partition.values(), partition));
        var different = all.stream()
                .filter(partition -> !partition.equals(known.get(partition.values())))
                .toList();
        var name = table + ": " + different.size() + " of " + all.size();
        var change = different.isEmpty() ? Change.NOTHING : known.isEmpty() ? Change.CREATE : Change.UPDATE;
        steps.add(new Step(change, "partitions", name, "", () -> put(table, different)));
    }

    private static List<List<String>> values(List<Partition> partitions) {
        return partitions.stream().map(Partition::values).toList();
    }

    private void put(TableName table, List<Partition> partitions) {
        for (int start = 0; start < partitions.size(); start += BATCH) {
            catalog.partitionsOf(table).put(partitions.subList(start, Math.min(start + BATCH, partitions.size())));
        }
    }

    private void classifier(ObjectNode item) {
        kept("classifier", item, ClassifierCodec::read, classifier -> classifier.name(), (name, classifier) -> {
            var before = crawlers.findClassifier(name);
            step(
                    "classifier",
                    name,
                    before.map(kept -> kept.classifier()),
                    classifier,
                    () -> crawlers.create(classifier),
                    () -> crawlers.update(classifier, before.orElseThrow().version()));
        });
    }

    private void crawler(ObjectNode item) {
        kept("crawler", item, CrawlerCodec::read, crawler -> crawler.name(), (name, crawler) -> {
            var before = crawlers.findCrawler(name);
            step(
                    "crawler",
                    name,
                    before.map(kept -> kept.crawler()),
                    crawler,
                    () -> crawlers.create(crawler),
                    () -> crawlers.update(crawler, before.orElseThrow().version()));
        });
    }

    /** What cannot be done here is refused by name, and does not keep the rest out. */
    private <T> void kept(
            String kind,
            ObjectNode item,
            Function<String, T> read,
            Function<T, String> name,
            BiConsumer<String, T> plan) {
        try {
            var spec = read.apply(item.toString());
            plan.accept(name.apply(spec), spec);
        } catch (UsageException e) {
            var called = item.findPath("Name").asText("?");
            steps.add(new Step(Change.REFUSED, kind, called, e.getMessage(), () -> {}));
        }
    }

    private void job(ObjectNode item) {
        var name = text(item, "Name");
        var key = ObjectKey.of(ObjectKind.JOB, name);
        var job = Json.text(Json.fill(item, Job.builder()).build());
        var before = catalog.objects().find(key);
        step(
                "job",
                name,
                before.map(kept -> Attributes.of(Json.read(kept.json()))),
                Attributes.of(Json.read(job)),
                () -> catalog.objects().create(key, job),
                () -> catalog.objects().update(key, job, before.orElseThrow().version()));
    }

    private static String text(ObjectNode item, String member) {
        var text = item.path(member).asText("");
        if (text.isEmpty()) {
            throw new UsageException("Cannot import: an element has no " + member + " (got " + item + ")");
        }
        return member.equals("Name") ? text : Names.fold(text);
    }
}
