// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.catalog.AlreadyExistsException;
import dev.mastic.core.catalog.Attributes;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.CatalogObject;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.DatabaseChangedException;
import dev.mastic.core.catalog.KeptDatabase;
import dev.mastic.core.catalog.NoSuchDatabaseException;
import dev.mastic.core.catalog.NoSuchObjectException;
import dev.mastic.core.catalog.NoSuchPartitionException;
import dev.mastic.core.catalog.NoSuchTableException;
import dev.mastic.core.catalog.ObjectChangedException;
import dev.mastic.core.catalog.ObjectKey;
import dev.mastic.core.catalog.ObjectKey.Owner;
import dev.mastic.core.catalog.ObjectKind;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What every {@link Catalog} must do with databases and with its other objects. {@link CatalogContract} holds all of it. */
abstract class CatalogObjectsContract {
    static final TableName EVENTS = TableName.parse("web.events");
    private static final ObjectKey LAKE = ObjectKey.of(ObjectKind.CONNECTION, "lake");

    /**
     * Opens the catalog of the present test, which is empty at its start. Each call gives a catalog of its own over the same state, as
     * another process would have it.
     */
    protected abstract Catalog open();

    /** A catalog with a table of the partition keys {@code day date, hour int}. */
    Catalog withEvents() {
        var catalog = open();
        catalog.createDatabase(Database.named(EVENTS.database()));
        catalog.create(events(Column.of("day", Type.Primitive.DATE), Column.of("hour", Type.Primitive.INT)));
        return catalog;
    }

    static Table events(Column... keys) {
        var columns = List.of(Column.of("id", Type.Primitive.LONG));
        return new Table(EVENTS, columns, List.of(keys), Storage.at("s3://b/events/"), Map.of());
    }

    static Partition hour(String day, String hour) {
        return new Partition(List.of(day, hour), Storage.at("s3://b/events/" + day + "/" + hour), Map.of("a", "1"));
    }

    static <T> List<T> together(List<Callable<T>> tasks) throws Exception {
        var threads = Executors.newFixedThreadPool(tasks.size());
        try {
            var answers = new ArrayList<T>();
            for (var future : threads.invokeAll(tasks)) {
                answers.add(future.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void keepsADatabaseWhole() {
        var catalog = open();
        var database = new Database(
                "web",
                Optional.of("all of it"),
                Optional.of("s3://b/web"),
                Map.of("a", "1"),
                new Attributes("{\"CreateTableDefaultPermissions\":[{\"Permissions\":[\"ALL\"]}],\"z\":1.50}"));
        catalog.createDatabase(database);
        var kept = open().database("web");
        assertThat(kept.database()).isEqualTo(database);
        assertThat(kept.version()).isEqualTo(1);
        assertThat(kept.created()).isEqualTo(kept.updated());
        assertThat(open().findDatabase("Web")).isEmpty();
        assertThatThrownBy(() -> catalog.database("wep"))
                .isInstanceOf(NoSuchDatabaseException.class)
                .hasMessageContaining("did you mean 'web'?");
    }

    @Test
    void updatesADatabaseOnlyFromItsNewestVersion() {
        var catalog = withEvents();
        var created = catalog.database("web");
        var described = new Database("web", Optional.of("mine"), Optional.empty(), Map.of("b", "2"));
        var second = catalog.updateDatabase(described, 1);
        assertThat(second.version()).isEqualTo(2);
        assertThat(second.created()).isEqualTo(created.created());
        assertThatThrownBy(() -> open().updateDatabase(Database.named("web"), 1))
                .isInstanceOf(DatabaseChangedException.class)
                .hasMessageContaining("got version 2; expected 1");
        assertThat(open().database("web").database()).isEqualTo(described);
        assertThat(catalog.tables("web")).containsExactly(EVENTS);
        assertThat(catalog.updateDatabase(Database.named("web")).version()).isEqualTo(3);
        assertThatThrownBy(() -> catalog.updateDatabase(Database.named("wep"), 1))
                .isInstanceOf(NoSuchDatabaseException.class);
        assertThatThrownBy(() -> catalog.updateDatabase(Database.named("wep")))
                .isInstanceOf(NoSuchDatabaseException.class);
    }

    @Test
    void ofConcurrentUpdatesOfADatabaseNoneIsLost() throws Exception {
        withEvents();
        var tasks = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 4; i++) {
            var catalog = open();
            var key = "p" + i;
            tasks.add(() -> setParameter(catalog, key));
        }
        together(tasks);
        var kept = open().database("web");
        assertThat(kept.database().parameters()).containsOnlyKeys("p0", "p1", "p2", "p3");
        assertThat(kept.version()).isEqualTo(5);
    }

    private static boolean setParameter(Catalog catalog, String key) {
        while (true) {
            var now = catalog.database("web");
            var parameters = new HashMap<>(now.database().parameters());
            parameters.put(key, "1");
            try {
                catalog.updateDatabase(
                        new Database("web", Optional.empty(), Optional.empty(), parameters), now.version());
                return true;
            } catch (DatabaseChangedException e) {
                // Someone else was first: again from what there is now.
                continue;
            }
        }
    }

    @Test
    void dropsADatabaseWithItsTablesOnRequest() {
        var catalog = withEvents();
        catalog.partitionsOf(EVENTS).put(List.of(hour("2026-01-01", "1")));
        assertThat(catalog.dropDatabaseWithTables("web")).containsExactly(EVENTS);
        assertThat(catalog.databases()).isEmpty();
        assertThat(catalog.find(EVENTS)).isEmpty();
        assertThatThrownBy(() -> catalog.dropDatabaseWithTables("web")).isInstanceOf(NoSuchDatabaseException.class);
    }

    @Test
    void pagesThroughDatabasesByName() {
        var catalog = open();
        for (var name : List.of("b", "a", "Z", "ä", "d", "c_1", "c")) {
            catalog.createDatabase(Database.named(name));
        }
        var first = catalog.databases(PageRequest.first(3));
        assertThat(names(first)).containsExactly("Z", "a", "b");
        catalog.createDatabase(Database.named("B"));
        catalog.createDatabase(Database.named("bb"));
        catalog.dropDatabase("b");
        var second = open().databases(new PageRequest(3, first.next()));
        assertThat(names(second)).containsExactly("bb", "c", "c_1");
        var third = open().databases(new PageRequest(3, second.next()));
        assertThat(names(third)).containsExactly("d", "ä");
        assertThat(third.next()).isEmpty();
    }

    private static List<String> names(Page<KeptDatabase> page) {
        return page.items().stream().map(kept -> kept.database().name()).toList();
    }

    @Test
    void keepsObjectsAsTheyWereGiven() {
        var objects = open().objects();
        var json = "{\"b\": 1.50,\n \"a\":null}";
        var created = objects.create(LAKE, json);
        assertThat(created.version()).isEqualTo(1);
        assertThat(created.json()).isEqualTo(json);
        assertThat(created.created()).isEqualTo(created.updated());
        assertThat(open().objects().get(LAKE)).isEqualTo(created);
        assertThatThrownBy(() -> objects.create(LAKE, "{}")).isInstanceOf(AlreadyExistsException.class);
        assertThat(objects.find(ObjectKey.of(ObjectKind.JOB, "lake"))).isEmpty();
        assertThatThrownBy(() -> objects.get(ObjectKey.of(ObjectKind.JOB, "lake")))
                .isInstanceOf(NoSuchObjectException.class);
    }

    @Test
    void updatesAnObjectOnlyFromItsNewestVersion() {
        var objects = open().objects();
        objects.create(LAKE, "1");
        assertThat(objects.update(LAKE, "2", 1).version()).isEqualTo(2);
        assertThatThrownBy(() -> open().objects().update(LAKE, "3", 1))
                .isInstanceOf(ObjectChangedException.class)
                .hasMessageContaining("got version 2; expected 1");
        assertThat(objects.get(LAKE).json()).isEqualTo("2");
        assertThat(objects.put(LAKE, "4").version()).isEqualTo(3);
        assertThat(objects.put(ObjectKey.of(ObjectKind.CONNECTION, "sea"), "5").version())
                .isEqualTo(1);
        assertThat(objects.drop(LAKE)).isTrue();
        assertThat(objects.drop(LAKE)).isFalse();
        assertThatThrownBy(() -> objects.update(LAKE, "6", 3)).isInstanceOf(NoSuchObjectException.class);
    }

    @Test
    void ofConcurrentUpdatesOfAnObjectOneWins() throws Exception {
        open().objects().create(LAKE, "0");
        for (long version = 1; version <= 3; version++) {
            long from = version;
            var tasks = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < 4; i++) {
                var objects = open().objects();
                tasks.add(() -> {
                    try {
                        objects.update(LAKE, "mine", from);
                        return true;
                    } catch (ObjectChangedException e) {
                        return false;
                    }
                });
            }
            assertThat(together(tasks)).containsOnlyOnce(true);
        }
        assertThat(open().objects().get(LAKE).version()).isEqualTo(4);
    }

    @Test
    void pagesThroughObjectsByPrefix() {
        var objects = open().objects();
        for (var name : List.of("r/3", "r/1", "q/1", "r/2", "r/\udbff\udfff!", "s")) {
            objects.create(ObjectKey.of(ObjectKind.JOB_RUN, name), "{}");
        }
        objects.create(ObjectKey.of(ObjectKind.TAGS, "r/0"), "{}");
        var first = objects.page(ObjectKind.JOB_RUN, Owner.NOTHING, "r/", PageRequest.first(2));
        assertThat(keys(first)).containsExactly("r/1", "r/2");
        var rest = objects.page(ObjectKind.JOB_RUN, Owner.NOTHING, "r/", new PageRequest(2, first.next()));
        assertThat(keys(rest)).containsExactly("r/3", "r/\udbff\udfff!");
        assertThat(rest.next()).isEmpty();
        assertThat(keys(objects.page(ObjectKind.JOB_RUN, Owner.NOTHING, "", PageRequest.first(100))))
                .hasSize(6);
        assertThat(objects.dropAll(ObjectKind.JOB_RUN, Owner.NOTHING, "r/")).isEqualTo(4);
        assertThat(keys(objects.page(ObjectKind.JOB_RUN, Owner.NOTHING, "", PageRequest.first(100))))
                .containsExactly("q/1", "s");
    }

    private static List<String> keys(Page<CatalogObject> page) {
        return page.items().stream().map(object -> object.key().name()).toList();
    }

    @Test
    void whatHangsOnATableIsRenamedAndVanishesWithIt() {
        var catalog = withEvents();
        var objects = catalog.objects();
        var partitions = catalog.partitionsOf(EVENTS);
        partitions.put(List.of(hour("2026-01-01", "1")));
        var moved = TableName.parse("web.renamed");
        objects.create(statistics(Owner.table(EVENTS)), "t");
        objects.create(statistics(Owner.partition(EVENTS, List.of("2026-01-01", "1"))), "p");
        objects.create(statistics(Owner.database("web")), "d");
        catalog.rename(EVENTS, moved);
        assertThat(objects.get(statistics(Owner.table(moved))).json()).isEqualTo("t");
        assertThat(objects.get(statistics(Owner.partition(moved, List.of("2026-01-01", "1"))))
                        .json())
                .isEqualTo("p");
        assertThatThrownBy(() -> objects.find(statistics(Owner.table(EVENTS))))
                .isInstanceOf(NoSuchTableException.class);
        catalog.drop(moved);
        catalog.create(events(Column.of("day", Type.Primitive.DATE), Column.of("hour", Type.Primitive.INT))
                .named(moved));
        catalog.partitionsOf(moved).put(List.of(hour("2026-01-01", "1")));
        assertThat(objects.find(statistics(Owner.table(moved)))).isEmpty();
        assertThat(objects.find(statistics(Owner.partition(moved, List.of("2026-01-01", "1")))))
                .isEmpty();
        assertThat(objects.get(statistics(Owner.database("web"))).json()).isEqualTo("d");
        catalog.dropDatabaseWithTables("web");
        catalog.createDatabase(Database.named("web"));
        assertThat(objects.find(statistics(Owner.database("web")))).isEmpty();
    }

    @Test
    void whatHangsOnAPartitionFollowsItsValuesAndVanishesWithIt() {
        var catalog = withEvents();
        var objects = catalog.objects();
        var partitions = catalog.partitionsOf(EVENTS);
        partitions.put(List.of(hour("2026-01-01", "1")));
        objects.create(statistics(Owner.partition(EVENTS, List.of("2026-01-01", "1"))), "p");
        partitions.put(List.of(hour("2026-01-01", "1")));
        partitions.replace(List.of("2026-01-01", "1"), hour("2026-01-01", "2"));
        assertThat(objects.find(statistics(Owner.partition(EVENTS, List.of("2026-01-01", "1")))))
                .isEmpty();
        var now = statistics(Owner.partition(EVENTS, List.of("2026-01-01", "2")));
        assertThat(objects.get(now).json()).isEqualTo("p");
        partitions.drop(List.of(List.of("2026-01-01", "2")));
        partitions.put(List.of(hour("2026-01-01", "2")));
        assertThat(objects.find(now)).isEmpty();
    }

    @Test
    void refusesObjectsOfWhatIsNotThere() {
        var objects = withEvents().objects();
        assertThatThrownBy(() -> objects.create(statistics(Owner.database("wep")), "{}"))
                .isInstanceOf(NoSuchDatabaseException.class);
        assertThatThrownBy(() -> objects.create(statistics(Owner.table(TableName.parse("web.event"))), "{}"))
                .isInstanceOf(NoSuchTableException.class);
        assertThatThrownBy(() -> objects.put(statistics(Owner.partition(EVENTS, List.of("2026-01-01", "1"))), "{}"))
                .isInstanceOf(NoSuchPartitionException.class);
    }

    private static ObjectKey statistics(Owner owner) {
        return new ObjectKey(ObjectKind.COLUMN_STATISTICS, owner, "id");
    }
}
