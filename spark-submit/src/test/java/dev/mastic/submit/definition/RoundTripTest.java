// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.catalog.CatalogDocument;
import dev.mastic.core.SessionParts;
import dev.mastic.core.catalog.Attributes;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.ObjectKey;
import dev.mastic.core.catalog.ObjectKey.Owner;
import dev.mastic.core.catalog.ObjectKind;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.crawl.CrawlerStore;
import dev.mastic.core.plugin.Registry;
import dev.mastic.testkit.InMemoryCatalog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.hadoop.conf.Configuration;

/** A document says all of a catalog, letter by letter; another store becomes the same by it. */
class RoundTripTest {
    private static final TableName NAME = TableName.parse("sales.orders");
    private static final Column KEY = Column.written("k", "int", Optional.empty(), Map.of());
    private static final String ODD = "{ \"a\" : 1.00, \"b\":1e400,\n\"ä\":\"\\u0000\"}";
    private static final List<ObjectKey> OBJECTS = List.of(
            ObjectKey.of(ObjectKind.JOB, "j \" ä"),
            new ObjectKey(ObjectKind.FUNCTION, Owner.database(NAME.database()), "f"),
            new ObjectKey(ObjectKind.TAGS, Owner.database(NAME.database()), "tags"));
    private static SessionParts parts;
    private static Path folder;

    /** A table with its partitions. */
    record Filled(Table table, List<Partition> partitions) {}

    @BeforeContainer
    static void open() throws IOException {
        folder = Files.createTempDirectory("round-trip");
        parts = new SessionParts(
                Registry.fromClasspath(),
                Map.of("db", folder.resolve("state.db").toString()),
                new Configuration());
    }

    @AfterContainer
    static void close() throws IOException {
        parts.close();
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    @Property(tries = 60)
    void anotherStoreBecomesTheSame(@ForAll("databases") Database database, @ForAll("tables") List<Filled> tables) {
        var from = filled(database, tables);
        var to = parts.the(Catalog.class);
        if (to.findDatabase(NAME.database()).isPresent()) {
            to.dropDatabaseWithTables(NAME.database());
        }
        var document = document(from);
        assertThat(difference(document, to)).isNotEmpty();
        ImportWriting.write(() -> new ByteArrayInputStream(document), to, parts.the(CrawlerStore.class));

        assertThat(to.databases()).isEqualTo(from.databases());
        for (var name : from.tables(NAME.database())) {
            assertThat(to.get(name).table()).isEqualTo(from.get(name).table());
            assertThat(to.partitions(name)).containsExactlyInAnyOrderElementsOf(from.partitions(name));
        }
        OBJECTS.forEach(key -> assertThat(to.objects().get(key).json()).isEqualTo(ODD));
        from.tables(NAME.database())
                .forEach(name ->
                        assertThat(to.objects().get(statistics(name)).json()).isEqualTo(ODD));
        assertThat(difference(document, to)).isEmpty();
        assertThat(document(to)).hasSameSizeAs(document);
    }

    @Property(tries = 60)
    void whatDiffersIsToldAndMended(@ForAll("tables") List<Filled> before, @ForAll("tables") List<Filled> after) {
        var database = Database.named(NAME.database());
        var from = filled(database, after);
        var to = filled(database, before);
        var document = document(from);
        boolean isSame = from.tables(NAME.database()).stream().allMatch(name -> to.find(name)
                .filter(known -> known.table().equals(from.get(name).table()))
                .filter(known -> to.partitions(name).containsAll(from.partitions(name)))
                .isPresent());
        assertThat(difference(document, to).isEmpty()).isEqualTo(isSame);
    }

    private static ObjectKey statistics(TableName table) {
        return new ObjectKey(ObjectKind.COLUMN_STATISTICS, Owner.table(table), "c");
    }

    private static List<Difference> difference(byte[] document, Catalog catalog) {
        var difference = new ImportDifference(catalog, parts.the(CrawlerStore.class));
        ImportWriting.read(() -> new ByteArrayInputStream(document), difference);
        return difference.list();
    }

    private static byte[] document(Catalog catalog) {
        var out = new ByteArrayOutputStream();
        CatalogDocument.write(catalog, List.of(), List.of(), out);
        return out.toByteArray();
    }

    private static Catalog filled(Database database, List<Filled> tables) {
        var catalog = new InMemoryCatalog();
        catalog.createDatabase(database);
        for (int i = 0; i < tables.size(); i++) {
            var table = tables.get(i).table().named(new TableName(NAME.database(), "t " + i + " \""));
            catalog.create(table);
            // of equal values the last one counts
            Map<List<String>, Partition> partitions = new LinkedHashMap<>();
            tables.get(i).partitions().forEach(partition -> partitions.put(partition.values(), partition));
            catalog.partitionsOf(table.name()).put(List.copyOf(partitions.values()));
            catalog.objects().put(statistics(table.name()), ODD);
        }
        OBJECTS.forEach(key -> catalog.objects().put(key, ODD));
        return catalog;
    }

    @Provide
    Arbitrary<Database> databases() {
        return Combinators.combine(texts().optional(), texts().optional(), parameters(), attributes())
                .as((description, location, parameters, attributes) ->
                        new Database(NAME.database(), description, location, parameters, attributes));
    }

    @Provide
    Arbitrary<List<Filled>> tables() {
        var table = Combinators.combine(columns(), storages(), parameters(), attributes())
                .as((columns, storage, parameters, attributes) ->
                        new Table(NAME, columns, List.of(KEY), storage, parameters, attributes));
        return Combinators.combine(table, partitions().list().ofMaxSize(4))
                .as(Filled::new)
                .list()
                .ofMaxSize(2);
    }

    private static Arbitrary<Partition> partitions() {
        return Combinators.combine(
                        Arbitraries.of("1", "2", "", "x", "__HIVE_DEFAULT_PARTITION__"), storages(), parameters())
                .as((value, storage, parameters) -> new Partition(List.of(value), storage, parameters));
    }

    private static Arbitrary<List<Column>> columns() {
        var types = Arbitraries.of("int", "VARCHAR(20)", "array<struct<a:int>>", "interval_day_time", "no type at all");
        return Combinators.combine(texts(), types, texts().optional(), parameters())
                .as(Column::written)
                .list()
                .ofMaxSize(3);
    }

    private static Arbitrary<Storage> storages() {
        return Combinators.combine(texts(), texts(), parameters(), Arbitraries.of(true, false), attributes())
                .as((location, format, parameters, compressed, attributes) ->
                        new Storage(location, format, format, "serde", parameters, compressed, attributes));
    }

    private static Arbitrary<Attributes> attributes() {
        return Arbitraries.of("{}", "{\"Retention\":0}", "{\"Owner\":\"ä\\\"\",\"N\":1.000,\"L\":[1e400,{\"b\":null}]}")
                .map(Attributes::new);
    }

    private static Arbitrary<Map<String, String>> parameters() {
        return Arbitraries.maps(texts(), texts()).ofMaxSize(2);
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(6),
                Arbitraries.of("a b", "\"", "\\", "é\n\t", "日本", "{}", "'"));
    }
}
