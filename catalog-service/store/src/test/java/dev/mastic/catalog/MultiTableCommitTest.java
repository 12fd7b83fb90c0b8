// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.catalog.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Schema;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableCommit;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MultiTableCommitTest {
    private static final Namespace SALES = Namespace.of("sales");
    private static final TableIdentifier ORDERS = TableIdentifier.of(SALES, "orders");
    private static final TableIdentifier ITEMS = TableIdentifier.of(SALES, "items");
    private static final Schema SCHEMA = new Schema(NestedField.optional(1, "id", Types.LongType.get()));

    @TempDir
    Path dir;

    private Stores stores;
    private RelationalCatalog rows;
    private MasticIcebergCatalog iceberg;

    @BeforeEach
    void start() {
        stores = Stores.inFile(dir);
        rows = new RelationalCatalog(stores.open());
        iceberg = new MasticIcebergCatalog(rows, dir + "/warehouse", new Configuration());
        iceberg.createNamespace(SALES);
        iceberg.createTable(ORDERS, SCHEMA);
        iceberg.createTable(ITEMS, SCHEMA);
    }

    @AfterEach
    void end() {
        stores.close();
    }

    @Test
    void changesSeveralTablesAtOnce() {
        iceberg.commitTransaction(List.of(newSchema(ORDERS, "total"), newSchema(ITEMS, "price")));
        assertThat(columns(ORDERS)).containsExactly("id", "total");
        assertThat(columns(ITEMS)).containsExactly("id", "price");
        assertThat(rows.get(TableName.parse("sales.items")).version()).isEqualTo(2);
    }

    @Test
    void changesNoneIfOneRequirementDoesNotHold() {
        var orders = newSchema(ORDERS, "total");
        var items = newSchema(ITEMS, "price");
        iceberg.loadTable(ITEMS)
                .updateSchema()
                .addColumn("other", Types.LongType.get())
                .commit();
        var files = files();
        assertThatThrownBy(() -> iceberg.commitTransaction(List.of(orders, items)))
                .isInstanceOf(CommitFailedException.class);
        assertThat(columns(ORDERS)).containsExactly("id");
        assertThat(files()).as("nothing was left").isEqualTo(files);
    }

    @Test
    void goesOnWhereOthersHaveChangedWhatItDoesNotRequire() {
        var orders = newSchema(ORDERS, "total");
        iceberg.loadTable(ORDERS).updateProperties().set("owner", "ann").commit();
        iceberg.commitTransaction(List.of(orders, newSchema(ITEMS, "price")));
        assertThat(columns(ORDERS)).containsExactly("id", "total");
        assertThat(iceberg.loadTable(ORDERS).properties()).containsEntry("owner", "ann");
    }

    @Test
    void makesTablesToo() {
        var fresh = TableIdentifier.of(SALES, "fresh");
        var made = TableMetadata.newTableMetadata(
                SCHEMA, org.apache.iceberg.PartitionSpec.unpartitioned(), dir + "/warehouse/sales/fresh", Map.of());
        iceberg.commitTransaction(List.of(newSchema(ORDERS, "total"), created(fresh, made)));
        assertThat(columns(fresh)).containsExactly("id");
        var files = files();
        assertThatThrownBy(() -> iceberg.commitTransaction(List.of(newSchema(ITEMS, "price"), created(fresh, made))))
                .isInstanceOf(CommitFailedException.class);
        assertThat(columns(ITEMS)).containsExactly("id");
        assertThat(files()).isEqualTo(files);
    }

    @Test
    void refusesATableTwiceAndTablesThatAreNotThere() {
        var change = newSchema(ORDERS, "total");
        assertThatThrownBy(() -> iceberg.commitTransaction(List.of(change, change)))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("sales.orders");
        var items = newSchema(ITEMS, "price");
        iceberg.dropTable(ITEMS, false);
        assertThatThrownBy(() -> iceberg.commitTransaction(List.of(change, items)))
                .isInstanceOf(NoSuchTableException.class);
        assertThat(columns(ORDERS)).containsExactly("id");
    }

    @Test
    void racesOfTransactionsLoseNothing() throws Exception {
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 4; i++) {
            var key = "k" + i;
            threads.add(
                    new Thread(() -> iceberg.commitTransaction(List.of(property(ORDERS, key), property(ITEMS, key)))));
        }
        threads.forEach(Thread::start);
        for (var thread : threads) {
            thread.join();
        }
        for (var table : List.of(ORDERS, ITEMS)) {
            assertThat(iceberg.loadTable(table).properties()).containsKeys("k0", "k1", "k2", "k3");
        }
        assertThat(rows.get(TableName.parse("sales.orders")).version()).isEqualTo(5);
    }

    private TableCommit newSchema(TableIdentifier table, String column) {
        var base = metadata(table);
        var columns = new ArrayList<>(base.schema().columns());
        columns.add(NestedField.optional(2, column, Types.LongType.get()));
        return TableCommit.create(
                table,
                base,
                TableMetadata.buildFrom(base)
                        .setCurrentSchema(new Schema(columns), 2)
                        .build());
    }

    private TableCommit property(TableIdentifier table, String key) {
        var base = metadata(table);
        return TableCommit.create(
                table,
                base,
                TableMetadata.buildFrom(base).setProperties(Map.of(key, "x")).build());
    }

    private static TableCommit created(TableIdentifier table, TableMetadata made) {
        return new Created(table, made);
    }

    private record Created(TableIdentifier identifier, TableMetadata made) implements TableCommit {
        @Override
        public List<org.apache.iceberg.UpdateRequirement> requirements() {
            return List.of(new org.apache.iceberg.UpdateRequirement.AssertTableDoesNotExist());
        }

        @Override
        public List<org.apache.iceberg.MetadataUpdate> updates() {
            return made.changes();
        }
    }

    private TableMetadata metadata(TableIdentifier table) {
        return ((HasTableOperations) iceberg.loadTable(table)).operations().current();
    }

    private List<String> columns(TableIdentifier table) {
        return iceberg.loadTable(table).schema().columns().stream()
                .map(NestedField::name)
                .toList();
    }

    private long files() {
        try (var files = Files.walk(dir.resolve("warehouse"))) {
            return files.filter(file -> file.toString().endsWith(".metadata.json"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
