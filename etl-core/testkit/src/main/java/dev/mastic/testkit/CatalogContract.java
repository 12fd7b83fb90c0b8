// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.catalog.AlreadyExistsException;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.NoSuchDatabaseException;
import dev.mastic.core.catalog.NoSuchTableException;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableChangedException;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.type.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What every {@link Catalog} must do. A subclass gives the catalog. */
public abstract class CatalogContract extends CatalogVersionsContract {
    private static final TableName ORDERS = TableName.parse("sales.orders");

    @Test
    void keepsDatabasesSortedByName() {
        var catalog = open();
        var sales = new Database("sales", Optional.of("what we sell"), Optional.of("s3://b/sales"), Map.of("a", "1"));
        catalog.createDatabase(sales);
        catalog.createDatabase(Database.named("Archive"));
        assertThat(open().databases()).containsExactly(Database.named("Archive"), sales);
    }

    @Test
    void refusesADatabaseTwice() {
        var catalog = open();
        catalog.createDatabase(Database.named("sales"));
        assertThatThrownBy(() -> catalog.createDatabase(Database.named("sales")))
                .isInstanceOf(AlreadyExistsException.class)
                .hasMessageContaining("sales");
    }

    @Test
    void dropsOnlyEmptyDatabases() {
        var catalog = withOrders();
        assertThatThrownBy(() -> catalog.dropDatabase("sales"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("orders");
        catalog.drop(ORDERS);
        catalog.dropDatabase("sales");
        assertThat(catalog.databases()).isEmpty();
        assertThatThrownBy(() -> catalog.dropDatabase("sales")).isInstanceOf(NoSuchDatabaseException.class);
    }

    @Test
    void namesTheNearestDatabase() {
        var catalog = withOrders();
        assertThatThrownBy(() -> catalog.tables("sale"))
                .isInstanceOf(NoSuchDatabaseException.class)
                .hasMessageContaining("did you mean 'sales'?");
        assertThatThrownBy(() -> catalog.create(table("sale.x", "a"))).isInstanceOf(NoSuchDatabaseException.class);
    }

    @Test
    void keepsATableWhole() {
        var catalog = open();
        catalog.createDatabase(Database.named("sales"));
        var table = whole();
        var before = Instant.now().minusSeconds(60);
        var created = catalog.create(table);
        assertThat(created.version()).isEqualTo(1);
        assertThat(created.updated()).isBetween(before, Instant.now().plusSeconds(60));
        assertThat(created.table()).isEqualTo(table);
        assertThat(open().find(ORDERS)).contains(created);
        assertThat(open().get(ORDERS)).isEqualTo(created);
        assertThat(open().get(ORDERS).table().columns()).isEqualTo(table.columns());
    }

    @Test
    void findsNothingWhereNothingIs() {
        var catalog = open();
        assertThat(catalog.find(ORDERS)).isEmpty();
        assertThat(catalog.history(ORDERS)).isEmpty();
        assertThat(catalog.drop(ORDERS)).isFalse();
        catalog.createDatabase(Database.named("sales"));
        assertThat(catalog.find(ORDERS)).isEmpty();
        assertThat(catalog.tables("sales")).isEmpty();
    }

    @Test
    void namesTheNearestTable() {
        var catalog = withOrders();
        var misspelt = TableName.parse("sales.order");
        assertThatThrownBy(() -> catalog.get(misspelt))
                .isInstanceOf(NoSuchTableException.class)
                .hasMessageContaining("did you mean 'sales.orders'?");
        assertThatThrownBy(() -> catalog.update(table("sales.order", "a"), 1))
                .isInstanceOf(NoSuchTableException.class)
                .hasMessageContaining("did you mean");
        assertThatThrownBy(() -> catalog.partitions(misspelt)).isInstanceOf(NoSuchTableException.class);
        assertThatThrownBy(() -> catalog.putPartitions(misspelt, List.of())).isInstanceOf(NoSuchTableException.class);
        assertThatThrownBy(() -> catalog.rename(misspelt, TableName.parse("sales.x")))
                .isInstanceOf(NoSuchTableException.class);
    }

    @Test
    void comparesNamesAsWritten() {
        var catalog = withOrders();
        assertThat(catalog.find(TableName.parse("sales.Orders"))).isEmpty();
        catalog.create(table("sales.Orders", "a"));
        assertThat(catalog.tables("sales")).extracting(TableName::table).containsExactly("Orders", "orders");
    }

    @Test
    void refusesATableTwice() {
        var catalog = withOrders();
        assertThatThrownBy(() -> catalog.create(table("sales.orders", "other")))
                .isInstanceOf(AlreadyExistsException.class)
                .hasMessageContaining("sales.orders");
        assertThat(catalog.get(ORDERS).table()).isEqualTo(table("sales.orders", "id"));
    }

    @Test
    void eachUpdateAddsAVersion() {
        var catalog = withOrders();
        var second = catalog.update(table("sales.orders", "id", "total"), 1);
        var third = catalog.update(table("sales.orders", "id", "total", "at"), 2);
        assertThat(List.of(second.version(), third.version())).containsExactly(2L, 3L);
        assertThat(open().history(ORDERS)).extracting(TableVersion::version).containsExactly(3L, 2L, 1L);
        assertThat(open().history(ORDERS).get(1)).isEqualTo(second);
        assertThat(open().history(ORDERS).get(2).table()).isEqualTo(table("sales.orders", "id"));
        assertThat(open().get(ORDERS)).isEqualTo(third);
    }

    @Test
    void refusesAnUpdateFromAnOldVersion() {
        var catalog = withOrders();
        catalog.update(table("sales.orders", "mine"), 1);
        assertThatThrownBy(() -> open().update(table("sales.orders", "yours"), 1))
                .isInstanceOf(TableChangedException.class)
                .hasMessageContaining("got version 2; expected 1");
        assertThat(catalog.get(ORDERS).table()).isEqualTo(table("sales.orders", "mine"));
        assertThat(catalog.history(ORDERS)).hasSize(2);
    }

    @Test
    void ofConcurrentUpdatesFromOneVersionOneWins() throws Exception {
        withOrders();
        for (long version = 1; version <= 5; version++) {
            long from = version;
            var tasks = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < 4; i++) {
                var catalog = open();
                var column = "c" + i;
                tasks.add(() -> wins(() -> catalog.update(table("sales.orders", column), from)));
            }
            assertThat(together(tasks)).containsOnlyOnce(true);
        }
        assertThat(open().get(ORDERS).version()).isEqualTo(6);
        assertThat(open().history(ORDERS)).hasSize(6);
    }

    @Test
    void ofConcurrentCreationsOneWins() throws Exception {
        var catalog = open();
        catalog.createDatabase(Database.named("sales"));
        var tasks = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 4; i++) {
            var mine = open();
            var column = "c" + i;
            tasks.add(() -> wins(() -> mine.create(table("sales.orders", column))));
        }
        assertThat(together(tasks)).containsOnlyOnce(true);
        assertThat(catalog.history(ORDERS)).hasSize(1);
    }

    @Test
    void renamesATableWithItsVersionsAndPartitions() {
        var catalog = withOrders();
        catalog.createDatabase(Database.named("archive"));
        var newest = catalog.update(partitioned(), 1);
        catalog.putPartitions(ORDERS, List.of(partition("s3://a/", "2026", "1")));
        var to = TableName.parse("archive.old_orders");
        catalog.rename(ORDERS, to);

        assertThat(catalog.find(ORDERS)).isEmpty();
        assertThat(catalog.tables("sales")).isEmpty();
        assertThat(catalog.tables("archive")).containsExactly(to);
        assertThat(catalog.get(to).table().name()).isEqualTo(to);
        assertThat(catalog.get(to).table().columns()).isEqualTo(newest.table().columns());
        assertThat(catalog.history(to)).extracting(TableVersion::version).containsExactly(2L, 1L);
        assertThat(catalog.partitions(to)).hasSize(1);
    }

    @Test
    void refusesToRenameOntoAnotherTable() {
        var catalog = withOrders();
        catalog.create(table("sales.other", "a"));
        assertThatThrownBy(() -> catalog.rename(ORDERS, TableName.parse("sales.other")))
                .isInstanceOf(AlreadyExistsException.class);
        assertThatThrownBy(() -> catalog.rename(ORDERS, TableName.parse("nowhere.orders")))
                .isInstanceOf(NoSuchDatabaseException.class);
        assertThat(catalog.tables("sales")).hasSize(2);
    }

    @Test
    void aDroppedTableLeavesNothingToItsSuccessor() {
        var catalog = withOrders();
        catalog.update(partitioned(), 1);
        catalog.putPartitions(ORDERS, List.of(partition("s3://a/", "2026", "1")));
        assertThat(catalog.drop(ORDERS)).isTrue();
        assertThat(catalog.drop(ORDERS)).isFalse();
        assertThat(catalog.create(partitioned()).version()).isEqualTo(1);
        assertThat(catalog.history(ORDERS)).hasSize(1);
        assertThat(catalog.partitions(ORDERS)).isEmpty();
    }

    @Test
    void addsAndReplacesPartitions() {
        var catalog = open();
        catalog.createDatabase(Database.named("sales"));
        catalog.create(partitioned());
        var first = partition("s3://a/1/", "2026", "b\"1");
        var second = partition("s3://a/2/", "2026", "a,1");
        var third = partition("s3://a/3/", "", "ä/%");
        catalog.putPartitions(ORDERS, List.of(first, second, third));
        assertThat(open().partitions(ORDERS)).containsExactly(third, second, first);

        var moved = partition("s3://b/1/", "2026", "b\"1");
        catalog.putPartitions(ORDERS, List.of(first, moved, partition("s3://a/4/", "2027", "x")));
        assertThat(open().partitions(ORDERS))
                .containsExactly(third, second, moved, partition("s3://a/4/", "2027", "x"));
        assertThat(catalog.get(ORDERS).version())
                .as("partitions make no version")
                .isEqualTo(1);
    }

    @Test
    void tellsPartitionsApartByEachValue() {
        var catalog = open();
        catalog.createDatabase(Database.named("sales"));
        catalog.create(partitioned());
        catalog.putPartitions(
                ORDERS, List.of(partition("1", "a", "bc"), partition("2", "ab", "c"), partition("3", "a,b", "c")));
        assertThat(catalog.partitions(ORDERS)).hasSize(3);
    }

    @Test
    void dropsPartitionsByTheirValues() {
        var catalog = open();
        catalog.createDatabase(Database.named("sales"));
        catalog.create(partitioned());
        var kept = partition("s3://a/2/", "2026", "2");
        catalog.putPartitions(ORDERS, List.of(partition("s3://a/1/", "2026", "1"), kept));
        catalog.dropPartitions(ORDERS, List.of(List.of("2026", "1"), List.of("2030", "1")));
        assertThat(catalog.partitions(ORDERS)).containsExactly(kept);
    }

    @Test
    void addsAllPartitionsOrNone() {
        var catalog = open();
        catalog.createDatabase(Database.named("sales"));
        catalog.create(partitioned());
        assertThatThrownBy(() -> catalog.putPartitions(
                        ORDERS, List.of(partition("s3://a/1/", "2026", "1"), partition("s3://a/2/", "2026"))))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("[2026]")
                .hasMessageContaining("[year, month]");
        assertThat(catalog.partitions(ORDERS)).isEmpty();
    }

    @Test
    void concurrentBatchesOfPartitionsAllArrive() throws Exception {
        var catalog = open();
        catalog.createDatabase(Database.named("sales"));
        catalog.create(partitioned());
        var tasks = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 4; i++) {
            var mine = open();
            var batch = new ArrayList<Partition>();
            for (int month = 1; month <= 12; month++) {
                batch.add(partition("s3://a/", Integer.toString(i % 2), Integer.toString(month)));
            }
            tasks.add(() -> {
                mine.putPartitions(ORDERS, batch);
                return true;
            });
        }
        together(tasks);
        assertThat(catalog.partitions(ORDERS)).hasSize(24);
    }

    private static boolean wins(Runnable change) {
        try {
            change.run();
            return true;
        } catch (TableChangedException | AlreadyExistsException e) {
            return false;
        }
    }

    private Catalog withOrders() {
        var catalog = open();
        catalog.createDatabase(Database.named("sales"));
        catalog.create(table("sales.orders", "id"));
        return catalog;
    }

    private static Table table(String name, String... columns) {
        var all = List.of(columns).stream()
                .map(column -> Column.of(column, Type.Primitive.STRING))
                .toList();
        return new Table(TableName.parse(name), all, List.of(), Storage.at("s3://b/" + name + "/"), Map.of());
    }

    private static Table partitioned() {
        var keys = List.of(Column.of("year", Type.Primitive.STRING), Column.of("month", Type.Primitive.STRING));
        var base = table("sales.orders", "id");
        return new Table(base.name(), base.columns(), keys, base.storage(), base.parameters());
    }

    private static Partition partition(String location, String... values) {
        return new Partition(List.of(values), Storage.at(location), Map.of("rows", "1"));
    }

    private static Table whole() {
        var choice = new Type.Choice(
                List.of(Type.Primitive.LONG, Type.Struct.of(new Type.Field("a b", Type.Primitive.INT))));
        var column = new Column(
                "Näme `x`", new Type.Array(choice), Optional.of("a comment"), Map.of(Column.EVIDENCE, "line 3: \"x\""));
        var storage = new Storage("s3://b/o/", "in.Format", "out.Format", "a.SerDe", Map.of("field.delim", "\t"), true);
        return new Table(
                ORDERS,
                List.of(column, Column.of("total", new Type.Decimal(38, 2))),
                List.of(Column.of("year", Type.Primitive.STRING)),
                storage,
                Map.of(Table.CLASSIFICATION, "json"));
    }
}
