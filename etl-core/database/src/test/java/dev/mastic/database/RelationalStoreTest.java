// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What both kinds of store must do; each subclass says where they lie. */
abstract class RelationalStoreTest {
    @TempDir
    Path dir;

    private String where;

    /** A place where no store is yet. */
    abstract String newPlace();

    @BeforeEach
    void choosePlace() {
        where = newPlace();
    }

    @Test
    void makesTheNewestSchema() {
        try (var store = RelationalStore.open(where)) {
            assertThat(version(store)).isEqualTo(Schema.VERSION);
            assertThat(store.toString()).isEqualTo(store.location()).doesNotContain("?");
        }
    }

    @Test
    void keepsWhatWasWritten() {
        try (var store = RelationalStore.open(where)) {
            store.change(handle -> insert(handle, "kept"));
        }
        try (var store = RelationalStore.open(where)) {
            assertThat(names(store)).containsExactly("kept");
        }
    }

    @Test
    void bringsTheCatalogOfAnOlderMasticUpToDate() {
        migrate(where, 5);
        var old = Jdbi.create(backend(where).dataSource());
        old.useHandle(handle -> {
            handle.execute("insert into databases (name, definition) values ('d', '{\"format\":1}')");
            handle.execute("insert into tables (database_name, name, version, updated, definition)"
                    + " values ('d', 't', 2, 2000, '{}'), ('d', 'plain', 1, 1500, '{}')");
            handle.execute("insert into table_versions (table_id, version, updated, definition)"
                    + " select id, 1, 1000, '{}' from tables where name = 't'");
            handle.execute("insert into partitions (table_id, partition_values, definition)"
                    + " select id, '[\"2026\"]', '{\"kept\":1}' from tables where name = 't'");
        });
        try (var store = RelationalStore.open(where)) {
            assertThat(version(store)).isEqualTo(Schema.VERSION);
            assertThat(texts(store, "select name || ' ' || version || ' ' || created || ' ' || sorted from tables"))
                    .containsExactlyInAnyOrder("t 2 1000 0", "plain 1 1500 1");
            assertThat(texts(store, "select name || ' ' || version from databases where created > 0 and updated > 0"))
                    .containsExactly("d 1");
            assertThat(texts(
                            store,
                            "select identity || partition_values || partitions.definition from partitions join tables"
                                    + " on tables.id = table_id where name = 't'"))
                    .containsExactly("[\"2026\"][\"2026\"]{\"kept\":1}");
            store.change(handle -> handle.execute("delete from tables"));
            assertThat(texts(store, "select identity from partitions")).isEmpty();
            assertThat(texts(store, "select definition from table_versions")).isEmpty();
        }
    }

    /** Makes the schema that some earlier Mastic had. */
    abstract void migrate(String place, int version);

    abstract Backend backend(String place);

    @Test
    void doesNotMigrateACurrentSchemaAgain() {
        RelationalStore.open(where).close();
        try (var store = RelationalStore.open(where)) {
            store.change(handle -> handle.execute("drop table flyway_schema_history"));
        }
        try (var store = RelationalStore.open(where)) {
            assertThat(names(store)).isEmpty();
        }
    }

    @Test
    void refusesTheSchemaOfANewerMastic() {
        try (var store = RelationalStore.open(where)) {
            store.change(handle -> handle.execute("update schema_version set version = 99"));
        }
        assertThatThrownBy(() -> RelationalStore.open(where))
                .isInstanceOf(UnusableStoreException.class)
                .hasMessageContaining(
                        "a newer Mastic wrote it (got schema 99; expected at most " + Schema.VERSION + ")");
    }

    @Test
    void rollsBackWorkThatFails() {
        try (var store = RelationalStore.open(where)) {
            assertThatThrownBy(() -> store.change(handle -> {
                        insert(handle, "half");
                        throw new IllegalStateException("stop");
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("stop")
                    .hasNoSuppressedExceptions();
            store.change(handle -> insert(handle, "whole"));
            assertThat(names(store)).containsExactly("whole");
        }
    }

    @Test
    void tellsWhichStoreFailed() {
        try (var store = RelationalStore.open(where)) {
            assertThatThrownBy(() -> store.change(handle -> handle.execute("insert into nowhere values (1)")))
                    .isInstanceOf(StoreFailedException.class)
                    .hasMessageContaining("Cannot use the state in " + store.location() + ": ")
                    .hasMessageContaining("nowhere");
        }
    }

    @Test
    void readsSeeOneMoment() {
        try (var store = RelationalStore.open(where);
                var other = RelationalStore.open(where)) {
            List<Integer> seen = store.read(handle -> {
                int before = count(handle);
                other.change(late -> insert(late, "late"));
                return List.of(before, count(handle));
            });
            assertThat(seen).containsExactly(0, 0);
            assertThat(names(store)).containsExactly("late");
        }
    }

    @Test
    void losesNoUpdateOfConcurrentWriters() throws Exception {
        try (var store = RelationalStore.open(where);
                var other = RelationalStore.open(where)) {
            store.change(handle -> insert(handle, "0"));
            var work = new ArrayList<Callable<Void>>();
            for (int i = 0; i < 200; i++) {
                var mine = i % 2 == 0 ? store : other;
                work.add(() -> {
                    mine.change(handle -> increment(handle, mine.dialect()));
                    return null;
                });
            }
            inParallel(work);
            assertThat(names(store)).containsExactly("200");
        }
    }

    @Test
    void isMadeOnceByManyAtOnce() throws Exception {
        var work = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 6; i++) {
            work.add(() -> {
                try (var store = RelationalStore.open(where)) {
                    return version(store);
                }
            });
        }
        assertThat(inParallel(work)).hasSize(6).containsOnly(Schema.VERSION);
    }

    @Test
    void refusesWorkAfterItIsClosed() {
        var store = RelationalStore.open(where);
        store.close();
        assertThatThrownBy(() -> names(store))
                .isInstanceOf(StoreFailedException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void clockIsNearOurs() {
        try (var store = RelationalStore.open(where)) {
            long now = store.read(
                    handle -> handle.createQuery("select " + store.dialect().now())
                            .mapTo(Long.class)
                            .one());
            assertThat(now).isBetween(System.currentTimeMillis() - 5_000, System.currentTimeMillis() + 5_000);
        }
    }

    private static <T> List<T> inParallel(List<Callable<T>> work) throws Exception {
        var threads = Executors.newFixedThreadPool(6);
        try {
            var answers = new ArrayList<T>();
            for (var future : threads.invokeAll(work)) {
                answers.add(future.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    private static void increment(Handle handle, Dialect dialect) {
        var sql = "select definition from databases where name = 'd0'" + dialect.forUpdate();
        int value = handle.createQuery(sql).mapTo(Integer.class).one();
        handle.execute("update databases set definition = ? where name = 'd0'", Integer.toString(value + 1));
    }

    private static void insert(Handle handle, String definition) {
        handle.execute("insert into databases (name, definition) values (?, ?)", "d" + count(handle), definition);
    }

    private static int count(Handle handle) {
        return handle.createQuery("select count(*) from databases")
                .mapTo(Integer.class)
                .one();
    }

    private static List<String> names(RelationalStore store) {
        return texts(store, "select definition from databases");
    }

    private static int version(RelationalStore store) {
        return number(store, Schema.READ_VERSION);
    }

    static int number(RelationalStore store, String sql) {
        return store.read(handle -> handle.createQuery(sql).mapTo(Integer.class).one());
    }

    static List<String> texts(RelationalStore store, String sql) {
        return store.read(handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    static Path junk(Path file, String text) throws Exception {
        return Files.writeString(file, text);
    }
}
