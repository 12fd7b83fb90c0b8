// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.catalog.MetadataRebuild.Found;
import dev.mastic.catalog.MetadataRebuild.Outcome;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.core.failure.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetadataRebuildTest {
    private static final Schema SCHEMA = new Schema(NestedField.required(1, "id", Types.LongType.get()));
    private static final Namespace SALES = Namespace.of("sales");
    private static final TableIdentifier ORDERS = TableIdentifier.of(SALES, "orders");
    private static final TableName ROW = TableName.parse("sales.orders");

    @TempDir
    Path dir;

    private Stores lost;
    private Stores found;
    private Catalog rows;
    private MasticIcebergCatalog iceberg;
    private Catalog again;

    @BeforeEach
    void makeATable() throws IOException {
        lost = Stores.inFile(Files.createDirectory(dir.resolve("lost")));
        found = Stores.inFile(Files.createDirectory(dir.resolve("found")));
        rows = new RelationalCatalog(lost.open());
        again = new RelationalCatalog(found.open());
        iceberg = new MasticIcebergCatalog(rows, warehouse(), new Configuration());
        iceberg.createNamespace(SALES);
        var table = iceberg.createTable(ORDERS, SCHEMA);
        append(table, "a");
        append(table, "b");
        table.updateProperties().set("owner", "me").commit();
    }

    @AfterEach
    void close() {
        lost.close();
        found.close();
    }

    private String warehouse() {
        return dir.resolve("warehouse").toString();
    }

    private static void append(Table table, String file) {
        table.newAppend()
                .appendFile(DataFiles.builder(PartitionSpec.unpartitioned())
                        .withPath(table.location() + "/data/" + file + ".parquet")
                        .withFileSizeInBytes(10)
                        .withRecordCount(1)
                        .build())
                .commit();
    }

    private List<Found> rebuild() {
        return new MetadataRebuild(again, new Configuration(), false).rebuild(warehouse());
    }

    private Path metadata() {
        return Path.of(warehouse(), "sales", "orders", "metadata");
    }

    private static String pointer(Catalog catalog, TableName name) {
        return catalog.get(name).table().parameters().get("metadata_location");
    }

    @Test
    void findsTablesAndViewsWithTheirNewestMetadata() {
        var view = TableIdentifier.of(SALES, "large");
        iceberg.buildView(view)
                .withSchema(SCHEMA)
                .withDefaultNamespace(SALES)
                .withQuery("spark", "select 1")
                .create();
        iceberg.loadView(view)
                .replaceVersion()
                .withSchema(SCHEMA)
                .withDefaultNamespace(SALES)
                .withQuery("spark", "select 2")
                .commit();
        iceberg.loadView(view).updateProperties().set("owner", "me").commit();

        assertThat(rebuild())
                .extracting(each -> each.name() + " " + each.outcome() + each.note())
                .containsExactly("sales.large CREATED", "sales.orders CREATED");
        for (var name : List.of(ROW, TableName.parse("sales.large"))) {
            var before = rows.get(name).table();
            var after = again.get(name).table();
            assertThat(after.columns()).isEqualTo(before.columns());
            assertThat(after.storage()).isEqualTo(before.storage());
            assertThat(after.attributes()).isEqualTo(before.attributes());
            assertThat(after.parameters()).containsAllEntriesOf(without(before.parameters()));
        }
        var other = new MasticIcebergCatalog(again, warehouse(), new Configuration());
        assertThat(other.loadTable(ORDERS).snapshots()).hasSize(2);
        append(other.loadTable(ORDERS), "c");
        assertThat(rebuild()).extracting(Found::outcome).containsExactly(Outcome.UNCHANGED, Outcome.UNCHANGED);
    }

    private static Map<String, String> without(Map<String, String> parameters) {
        var others = new TreeMap<>(parameters);
        others.remove("previous_metadata_location");
        return others;
    }

    @Test
    void writesNothingInARehearsal() {
        var found = new MetadataRebuild(again, new Configuration(), true).rebuild(warehouse());
        assertThat(found).extracting(Found::outcome).containsExactly(Outcome.CREATED);
        assertThat(found.get(0).metadata()).isEqualTo(pointer(rows, ROW));
        assertThat(again.databases()).isEmpty();
    }

    @Test
    void trustsWhatFilesSayAndNotTheirNames() throws IOException {
        var newest = Path.of(pointer(rows, ROW));
        var old = newest.resolveSibling(first(newest));
        // As a writer leaves it that lost the race, died, and was slower and later by its own clock.
        var text =
                Files.readString(old).replaceAll("\"last-updated-ms\" ?: ?\\d+", "\"last-updated-ms\":9999999999999");
        Files.writeString(metadata().resolve("00099-00000000-0000-0000-0000-000000000000.metadata.json"), text);
        Files.writeString(metadata().resolve("00100-00000000-0000-0000-0000-000000000000.metadata.json"), "{\"half\":");
        var found = rebuild();
        assertThat(found).extracting(Found::outcome).containsExactly(Outcome.CREATED);
        assertThat(pointer(again, ROW)).isEqualTo(newest.toString());
        assertThat(found.get(0).note())
                .contains("1 metadata file beside it, such as 00099-")
                .contains("00100-00000000-0000-0000-0000-000000000000.metadata.json cannot be read");
    }

    private static String first(Path newest) {
        try (var files = Files.list(newest.getParent())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("00001-") && name.endsWith(".metadata.json"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void bringsAnOlderCatalogUpToDate() {
        rebuild();
        var table = iceberg.loadTable(ORDERS);
        append(table, "c");
        append(table, "d");
        assertThat(rebuild()).extracting(Found::outcome).containsExactly(Outcome.UPDATED);
        assertThat(pointer(again, ROW)).isEqualTo(pointer(rows, ROW));
        assertThat(again.history(ROW)).extracting(TableVersion::version).containsExactly(2L, 1L);
    }

    @Test
    void leavesOutCopiesAndTablesWhoseNamesAreTaken() throws IOException {
        var copy = Path.of(warehouse(), "copies.db", "orders", "metadata");
        Files.createDirectories(copy);
        var newest = Path.of(pointer(rows, ROW));
        Files.copy(newest, copy.resolve(newest.getFileName()));
        var odd = Path.of(warehouse(), "sales", "a.b", "metadata");
        Files.createDirectories(odd);
        Files.copy(newest, odd.resolve(newest.getFileName()));
        again.createDatabase(Database.named("sales"));
        again.create(new dev.mastic.core.catalog.Table(ROW, List.of(), List.of(), Storage.at("/else/"), Map.of()));
        assertThat(rebuild())
                .extracting(each -> each.outcome() + " " + each.note())
                .satisfiesExactly(
                        each -> assertThat(each).contains("SKIPPED it is a copy"),
                        each -> assertThat(each).contains("SKIPPED Invalid table name"),
                        each -> assertThat(each)
                                .contains("SKIPPED the catalog has another table")
                                .contains("/else/"));
        assertThat(again.get(ROW).version()).isEqualTo(1);
    }

    @Test
    void callsADatabaseAsItsFolderWithoutHivesSuffix() {
        var table = iceberg.buildTable(TableIdentifier.of(SALES, "hive"), SCHEMA)
                .withLocation(dir.resolve("warehouse/retail.db/hive").toString())
                .create();
        append(table, "a");
        rebuild();
        assertThat(again.find(TableName.parse("retail.hive"))).isPresent();
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        var rebuild = new MetadataRebuild(again, new Configuration(), false);
        assertThatThrownBy(() -> rebuild.rebuild(dir.resolve("nowhere").toString()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("there is no such folder");
    }
}
