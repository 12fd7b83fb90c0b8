// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.catalog.AlreadyExistsException;
import dev.mastic.core.catalog.Attributes;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.NoSuchDatabaseException;
import dev.mastic.core.catalog.NoSuchTableException;
import dev.mastic.core.catalog.ObjectKey;
import dev.mastic.core.catalog.ObjectKind;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableChange;
import dev.mastic.core.catalog.TableChangedException;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableUpdate;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every {@link Catalog} must do with versions of tables, and with several changes at once. {@link CatalogContract} holds all of it. */
abstract class CatalogVersionsContract extends CatalogPartitionsContract {

    @Test
    void keepsEverythingThatIsSaidOfATable() {
        var catalog = withEvents();
        var storage = Storage.at("s3://b/x").withAttributes(new Attributes("{\"SortColumns\":[{\"Column\":\"a\"}]}"));
        var table = new Table(
                        TableName.parse("web.odd"),
                        List.of(
                                Column.written("a", "varchar(20)", Optional.of("c"), Map.of("p", "1")),
                                Column.written("b", "STRING", Optional.empty(), Map.of()),
                                Column.written("c", "interval_day_time (of another system", Optional.empty(), Map.of()),
                                Column.written("d", "", Optional.empty(), Map.of()),
                                Column.written("e", "struct<A:int,b:string>", Optional.empty(), Map.of())),
                        List.of(Column.written("k", "char(3)", Optional.empty(), Map.of())),
                        storage,
                        Map.of("classification", "csv"))
                .withAttributes(new Attributes("{\"Retention\":0,\"Owner\":\"me\",\"LastAccessTime\":1700000000.250}"));
        catalog.create(table);
        var kept = open().get(table.name());
        assertThat(kept.table()).isEqualTo(table);
        assertThat(kept.table().columns())
                .extracting(Column::typeText)
                .containsExactly(
                        "varchar(20)", "STRING", "interval_day_time (of another system", "", "struct<A:int,b:string>");
        assertThat(kept.table().columns().get(0).type()).isEqualTo(Type.Primitive.STRING);
        assertThat(kept.table().columns().get(2).type()).isEqualTo(new Type.Unknown());
        assertThat(kept.table().attributes().json())
                .isEqualTo("{\"LastAccessTime\":1700000000.250,\"Owner\":\"me\",\"Retention\":0}");
    }

    @Test
    void allVersionsOfATableAreAsOldAsIt() {
        var catalog = withEvents();
        var first = catalog.get(EVENTS);
        assertThat(first.created()).isEqualTo(first.updated());
        catalog.update(events(), 1);
        assertThat(open().history(EVENTS))
                .extracting(TableVersion::created)
                .containsExactly(first.created(), first.created());
        assertThat(open().get(EVENTS).updated()).isAfterOrEqualTo(first.created());
    }

    @Test
    void updatesWhateverThereIsWhenNoVersionIsExpected() throws Exception {
        withEvents();
        var tasks = new ArrayList<Callable<Long>>();
        for (int i = 0; i < 4; i++) {
            var catalog = open();
            tasks.add(() -> catalog.update(events(), TableUpdate.ofLatest()).version());
        }
        assertThat(together(tasks)).containsExactlyInAnyOrder(2L, 3L, 4L, 5L);
        assertThat(open().history(EVENTS)).hasSize(5);
    }

    @Test
    void countsVersionsOnThatItDoesNotKeep() {
        var catalog = withEvents();
        catalog.update(events(), 1);
        catalog.update(events(), TableUpdate.from(2).withoutArchive());
        assertThat(catalog.update(events(), TableUpdate.ofLatest().withoutArchive())
                        .version())
                .isEqualTo(4);
        assertThat(open().history(EVENTS)).extracting(TableVersion::version).containsExactly(4L, 1L);
        assertThat(catalog.findVersion(EVENTS, 2)).isEmpty();
        assertThat(catalog.findVersion(EVENTS, 1)).isPresent();
        assertThat(catalog.findVersion(EVENTS, 4)).contains(catalog.get(EVENTS));
        assertThat(catalog.findVersion(TableName.parse("web.no"), 1)).isEmpty();
    }

    @Test
    void forgetsVersionsButTheNewest() {
        var catalog = withEvents();
        LongStream.rangeClosed(1, 4).forEach(version -> catalog.update(events(), version));
        assertThat(catalog.dropVersions(EVENTS, List.of(2L, 3L, 9L))).containsExactly(2L, 3L);
        assertThat(catalog.history(EVENTS)).extracting(TableVersion::version).containsExactly(5L, 4L, 1L);
        assertThatThrownBy(() -> catalog.dropVersions(EVENTS, List.of(4L, 5L)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("newest");
        assertThat(catalog.findVersion(EVENTS, 4)).isPresent();
        assertThatThrownBy(() -> catalog.dropVersions(TableName.parse("web.no"), List.of()))
                .isInstanceOf(NoSuchTableException.class);
    }

    @Test
    void pagesThroughVersionsNewestFirst() {
        var catalog = withEvents();
        LongStream.rangeClosed(1, 6).forEach(version -> catalog.update(events(), version));
        var first = catalog.versions(EVENTS, PageRequest.first(3));
        assertThat(first.items()).extracting(TableVersion::version).containsExactly(7L, 6L, 5L);
        catalog.update(events(), 7);
        catalog.dropVersions(EVENTS, List.of(4L));
        var second = open().versions(EVENTS, new PageRequest(3, first.next()));
        assertThat(second.items()).extracting(TableVersion::version).containsExactly(3L, 2L, 1L);
        assertThat(second.next()).isEmpty();
        assertThatThrownBy(() -> catalog.versions(TableName.parse("web.no"), PageRequest.first(1)))
                .isInstanceOf(NoSuchTableException.class);
    }

    @Test
    void pagesThroughTheTablesThatAreWanted() {
        var catalog = withEvents();
        for (var name : List.of("b", "a1", "a2", "a3", "c", "a4", "Z")) {
            catalog.create(events().named(new TableName("web", name)));
        }
        var first = catalog.tables("web", name -> name.startsWith("a"), PageRequest.first(2));
        assertThat(names(first)).containsExactly("a1", "a2");
        catalog.create(events().named(new TableName("web", "a0")));
        catalog.create(events().named(new TableName("web", "a21")));
        var second = open().tables("web", name -> name.startsWith("a"), new PageRequest(2, first.next()));
        assertThat(names(second)).containsExactly("a21", "a3");
        assertThat(names(open().tables("web", name -> true, PageRequest.first(100))))
                .containsExactly("Z", "a0", "a1", "a2", "a21", "a3", "a4", "b", "c", "events");
        assertThat(open().tables("web", name -> false, PageRequest.first(1)).items())
                .isEmpty();
        assertThatThrownBy(() -> catalog.tables("wep", name -> true, PageRequest.first(1)))
                .isInstanceOf(NoSuchDatabaseException.class);
    }

    private static List<String> names(Page<TableVersion> page) {
        return page.items().stream()
                .map(version -> version.table().name().table())
                .toList();
    }

    @Test
    void searchesTablesOfAllDatabases() {
        var catalog = withEvents();
        catalog.createDatabase(Database.named("a"));
        for (int i = 0; i < 10; i++) {
            catalog.create(events().named(new TableName(i % 2 == 0 ? "a" : "web", "t" + i))
                    .withParameters(Map.of("i", Integer.toString(i))));
        }
        var found = Page.all(
                2,
                page -> catalog.search(
                        version -> version.table()
                                        .parameters()
                                        .getOrDefault("i", "0")
                                        .compareTo("5")
                                >= 0,
                        page));
        assertThat(found)
                .extracting(version -> version.table().name().toString())
                .containsExactly("a.t6", "a.t8", "web.t5", "web.t7", "web.t9");
    }

    @Test
    void makesSeveralChangesOrNone() {
        var catalog = withEvents();
        var other = TableName.parse("web.other");
        catalog.apply(List.of(
                new TableChange.Create(events().named(other)),
                new TableChange.Update(events().withParameters(Map.of("a", "1")), TableUpdate.from(1))));
        assertThat(catalog.get(other).version()).isEqualTo(1);
        assertThat(catalog.get(EVENTS).version()).isEqualTo(2);
        assertThatThrownBy(() -> open().apply(List.of(
                        new TableChange.Drop(other),
                        new TableChange.Rename(EVENTS, TableName.parse("web.renamed")),
                        new TableChange.Create(events().named(TableName.parse("web.third"))),
                        new TableChange.Update(events().named(TableName.parse("web.renamed")), TableUpdate.from(1)))))
                .isInstanceOf(TableChangedException.class);
        assertThat(open().tables("web")).containsExactly(EVENTS, other);
        assertThatThrownBy(() -> catalog.apply(
                        List.of(new TableChange.Drop(other), new TableChange.Drop(TableName.parse("web.no")))))
                .isInstanceOf(NoSuchTableException.class);
        assertThat(open().find(other)).isPresent();
        assertThat(catalog.dropAll(List.of(other, TableName.parse("web.no")))).containsExactly(other);
    }

    @Test
    void ofConcurrentChangesOfSeveralTablesOneWins() throws Exception {
        var catalog = withEvents();
        var other = TableName.parse("web.other");
        catalog.create(events().named(other));
        for (long version = 1; version <= 3; version++) {
            long from = version;
            var tasks = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < 4; i++) {
                var mine = open();
                var first = new TableChange.Update(events(), TableUpdate.from(from));
                var second = new TableChange.Update(events().named(other), TableUpdate.from(from));
                // Some go one way round and some the other: they must not wait for each other for ever.
                var changes = i % 2 == 0 ? List.<TableChange>of(first, second) : List.<TableChange>of(second, first);
                tasks.add(() -> {
                    try {
                        mine.apply(changes);
                        return true;
                    } catch (TableChangedException e) {
                        return false;
                    }
                });
            }
            assertThat(together(tasks)).containsOnlyOnce(true);
            assertThat(catalog.get(EVENTS).version()).isEqualTo(version + 1);
            assertThat(catalog.get(other).version()).isEqualTo(version + 1);
        }
    }

    @Test
    void whatIsDoneTogetherIsUndoneTogether() {
        var catalog = withEvents();
        var key = ObjectKey.of(ObjectKind.AUDIT, "1");
        catalog.atomically(() -> {
            catalog.objects().create(key, "{}");
            catalog.createDatabase(Database.named("new"));
            assertThat(catalog.findDatabase("new")).isPresent();
            return catalog.atomically(() -> catalog.create(events().named(TableName.parse("new.t"))));
        });
        assertThat(open().objects().find(key)).isPresent();
        assertThat(open().find(TableName.parse("new.t"))).isPresent();
        assertThatThrownBy(() -> catalog.atomically(() -> {
                    catalog.dropDatabaseWithTables("new");
                    catalog.objects().put(key, "{\"changed\":true}");
                    catalog.partitionsOf(EVENTS).create(List.of(hour("2026-01-01", "1")));
                    return catalog.create(events());
                }))
                .isInstanceOf(AlreadyExistsException.class);
        assertThat(open().objects().get(key).json()).isEqualTo("{}");
        assertThat(open().find(TableName.parse("new.t"))).isPresent();
        assertThat(open().partitionsOf(EVENTS).count()).isZero();
    }

    @Test
    void historiesOfConcurrentWritersAreLinear() throws Exception {
        withEvents();
        int writers = 8;
        int updates = 25;
        var tasks = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < writers; i++) {
            var catalog = open();
            var name = "w" + i;
            tasks.add(() -> count(catalog, name, updates));
        }
        together(tasks);
        var history = open().history(EVENTS);
        assertThat(history)
                .extracting(TableVersion::version)
                .containsExactlyElementsOf(LongStream.iterate(writers * updates + 1L, v -> v > 0, v -> v - 1)
                        .boxed()
                        .toList());
        for (int i = 1; i < history.size(); i++) {
            var after = new HashMap<>(history.get(i - 1).table().parameters());
            var before = history.get(i).table().parameters();
            after.entrySet().removeAll(before.entrySet());
            assertThat(after)
                    .as("what version %s has changed", history.get(i - 1).version())
                    .hasSize(1);
        }
    }

    /** Counts up a parameter of its own by compare-and-set; a lost update of another would be seen in the sum. */
    private static int count(Catalog catalog, String name, int updates) {
        int lost = 0;
        for (int i = 1; i <= updates; ) {
            var now = catalog.get(EVENTS);
            var parameters = new HashMap<>(now.table().parameters());
            parameters.put(name, Integer.toString(i));
            try {
                catalog.update(now.table().withParameters(parameters), now.version());
                i++;
            } catch (TableChangedException e) {
                lost++;
            }
        }
        return lost;
    }
}
