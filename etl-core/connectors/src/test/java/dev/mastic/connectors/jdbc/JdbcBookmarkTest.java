// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.bookmark.Advance;
import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.bookmark.Read;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.testkit.JobCounter;
import dev.mastic.testkit.PostgresExtension;
import dev.mastic.testkit.PostgresExtension.PostgresUrl;
import dev.mastic.testkit.SparkExtension;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is new in a table, by its bookmark. */
@ExtendWith({PostgresExtension.class, SparkExtension.class})
class JdbcBookmarkTest {
    private static final Map<String, Object> BY_TIME =
            Map.of("dbtable", "orders", "job-bookmark-keys", List.of("updated_at", "id"), "overlap", "10m");
    private final TestDatabase database;

    JdbcBookmarkTest(PostgresUrl url) {
        database = new TestDatabase(url.url());
    }

    @Test
    void readsARowOnceByItsPrimaryKey() {
        database.run("CREATE TABLE orders (id serial PRIMARY KEY)", "INSERT INTO orders SELECT generate_series(1, 5)");
        var runs = new Runs(database.source(Map.of("dbtable", "orders")));
        assertThat(runs.next()).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(runs.next()).isEmpty();
        database.run("INSERT INTO orders VALUES (9), (7)");
        assertThat(runs.slice().items().count()).isEqualTo(2);
        assertThat(runs.next()).containsExactly(7L, 9L);
        assertThat(runs.slice().isEmpty()).isTrue();
    }

    @Test
    void readsChangedRowsAgainByTheirTime() {
        times("1 09:00", "2 09:30");
        var runs = new Runs(database.source(BY_TIME));
        assertThat(runs.next()).containsExactly(1L, 2L);
        database.run("UPDATE orders SET updated_at = '2024-05-01 10:00+00' WHERE id = 1");
        assertThat(runs.next()).containsExactly(1L);
        assertThat(runs.next()).isEmpty();
    }

    @Test
    void readsRowsOfTheLastValueThatComeLaterOnce() {
        times("1 09:00", "2 09:00");
        var runs = new Runs(database.source(Map.of("dbtable", "orders", "job-bookmark-keys", "updated_at")));
        assertThat(runs.next()).containsExactly(1L, 2L);
        times("3 09:00");
        assertThat(runs.next()).containsExactly(3L);
        assertThat(runs.next()).isEmpty();
    }

    @Test
    void readsWhatAnotherTransactionCommitsLate() throws SQLException {
        times("1 09:00");
        var runs = new Runs(database.source(BY_TIME));
        try (var slow = database.connect()) {
            slow.setAutoCommit(false);
            slow.createStatement().execute("INSERT INTO orders VALUES (2, '2024-05-01 09:05+00')");
            times("3 09:08");
            assertThat(runs.next()).containsExactly(1L, 3L);
            assertThat(runs.slice().isEmpty()).isTrue();
            slow.commit();
        }
        var late = runs.slice();
        assertThat(Runs.items(late).late().rows()).containsExactly(List.of("2", "2024-05-01 09:05:00+00", "2"));
        assertThat(late.items().count()).isOne();
        assertThat(runs.next()).containsExactly(2L);
        assertThat(runs.next()).isEmpty();
    }

    @Test
    void doesNotLookFurtherBackThanTheOverlap() {
        times("1 09:00", "2 09:30");
        var runs = new Runs(database.source(BY_TIME));
        runs.next();
        times("3 09:10", "4 09:25");
        assertThat(runs.next()).containsExactly(4L);
    }

    @Test
    void keepsTheOverlapOfOneRunInTheNext() {
        times("1 09:00", "2 09:05");
        var runs = new Runs(database.source(BY_TIME));
        assertThat(runs.next()).containsExactly(1L, 2L);
        times("3 09:04", "4 09:06");
        assertThat(runs.next()).containsExactly(3L, 4L);
        times("5 09:03", "6 09:20");
        assertThat(runs.next()).containsExactly(5L, 6L);
        times("7 09:09", "8 09:11");
        assertThat(runs.next()).containsExactly(8L);
    }

    @Test
    void givesTheSameRowsWheneverTheSliceIsRead() {
        times("1 09:00", "2 09:29", "3 09:30");
        var runs = new Runs(database.source(BY_TIME));
        var slice = runs.slice();
        times("4 09:25", "5 09:30", "6 09:40");
        assertThat(runs.ids(slice)).containsExactly(1L, 2L, 3L);
        runs.advance(slice);
        assertThat(runs.next()).containsExactly(4L, 5L, 6L);
    }

    @Test
    void followsValuesThatFall() {
        database.run("CREATE TABLE orders (id int PRIMARY KEY)", "INSERT INTO orders VALUES (100), (99), (98)");
        var runs = new Runs(
                database.source(Map.of("dbtable", "orders", "job-bookmark-keys-sort-order", "desc", "overlap", 5)));
        assertThat(runs.next()).containsExactly(98L, 99L, 100L);
        database.run("INSERT INTO orders VALUES (101), (103), (97), (90)");
        assertThat(runs.next()).containsExactly(90L, 97L, 101L, 103L);
        assertThat(runs.next()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"int2", "numeric", "float8", "date", "timestamp", "text", "uuid", "mood", "varchar(40)"})
    void comparesKeysOfManyTypesInTheDatabase(String type) {
        database.run("CREATE TYPE mood AS ENUM ('10', '9', '11', '8')");
        var value =
                switch (type) {
                    case "int2", "numeric", "float8" -> "%s::" + type;
                    case "date", "timestamp" -> "('2024-05-01'::timestamp + interval '1 second' * %s * 86400)::" + type;
                    case "uuid" -> "(lpad('%s', 32, '0'))::uuid";
                    case "mood" -> "(array['10', '9', '11', '8'])[%s]::mood";
                    default -> "lpad('%s', 2, '0')::" + type;
                };
        database.run(
                "CREATE TABLE orders (id int PRIMARY KEY, \"Key\" " + type + " NOT NULL)",
                "INSERT INTO orders VALUES (1, " + value.formatted(1) + "), (2, " + value.formatted(2) + ")");
        var runs = new Runs(database.source(Map.of("dbtable", "orders", "job-bookmark-keys", "Key")));
        assertThat(runs.next()).containsExactly(1L, 2L);
        assertThat(runs.next()).isEmpty();
        database.run("INSERT INTO orders VALUES (3, " + value.formatted(2) + "), (4, " + value.formatted(4) + ")");
        assertThat(runs.next()).containsExactly(3L, 4L);
        assertThat(runs.next()).isEmpty();
    }

    @Test
    void readsAtMostSoManyItemsAndTheRestNextTime() {
        database.run("CREATE TABLE orders (id int PRIMARY KEY)", "INSERT INTO orders SELECT generate_series(1, 10)");
        var source = database.source(Map.of("dbtable", "orders"));
        var runs = new Runs(source);
        var bounds = new Bounds(Read.NEW, Optional.empty(), Optional.empty(), OptionalLong.of(4), OptionalLong.empty());
        var slice = source.slice("orders", bounds);
        assertThat(runs.ids(slice)).containsExactly(1L, 2L, 3L, 4L);
        runs.advance(slice);
        assertThat(runs.next()).containsExactly(5L, 6L, 7L, 8L, 9L, 10L);
    }

    @Test
    void readsAgainWhatTheRunsBetweenTwoBookmarksRead() {
        times("1 09:00", "2 09:05");
        var source = database.source(BY_TIME);
        var runs = new Runs(source);
        runs.next();
        var from = runs.bookmark();
        times("3 09:04", "4 09:20");
        assertThat(runs.next()).containsExactly(3L, 4L);
        var to = runs.bookmark();
        times("5 09:16", "6 09:30");
        assertThat(runs.next()).containsExactly(5L, 6L);
        var between = new Bounds(Read.NEW, from, to, OptionalLong.empty(), OptionalLong.empty());
        assertThat(runs.ids(source.slice("orders", between))).containsExactly(3L, 4L);
    }

    @Test
    void planningStartsNoSpark(SparkSession spark) {
        times("1 09:00");
        var runs = new Runs(database.source(BY_TIME));
        assertThat(JobCounter.jobsOf(spark, runs::slice)).isZero();
    }

    @Test
    void refusesRowsWithoutAKeySayingHowMany() {
        database.run(
                "CREATE TABLE orders (id int PRIMARY KEY, at int)",
                "INSERT INTO orders VALUES (1, 1), (2, NULL), (3, NULL)");
        var keys = Map.<String, Object>of("dbtable", "orders", "job-bookmark-keys", "at");
        assertThatThrownBy(new Runs(database.source(keys))::slice)
                .isInstanceOf(EtlException.class)
                .hasMessageContaining("2 rows have null in at");
        var ignoring = new HashMap<String, Object>(keys);
        ignoring.put("null-keys", "ignore");
        assertThat(new Runs(database.source(ignoring)).next()).containsExactly(1L);
    }

    @Test
    void refusesALastRowBehindWhichNoneCanCome() {
        database.run(
                "CREATE TABLE orders (id int PRIMARY KEY, at timestamptz)",
                "INSERT INTO orders VALUES (1, 'infinity')");
        assertThatThrownBy(new Runs(database.source(Map.of("dbtable", "orders", "job-bookmark-keys", "at")))::slice)
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no row can come after one whose 'at' is infinity");
    }

    @Test
    void asksForKeysWhereTheTableHasNone() {
        database.run("CREATE TABLE orders (id int, code text PRIMARY KEY)");
        assertThatThrownBy(new Runs(database.source(Map.of("dbtable", "orders")))::slice)
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "Cannot read table public.orders: its bookmark needs an order of its rows (primary key: code;"
                                + " expected one column of whole numbers): set job-bookmark-keys to columns whose values only"
                                + " grow, or read = all");
    }

    @Test
    void asksForAKeyOfRowsWhereEqualOnesCannotBeToldApart() {
        database.run("CREATE TABLE orders (id int, at int NOT NULL)", "INSERT INTO orders VALUES (1, 1)");
        var keys = Map.of("dbtable", "orders", "job-bookmark-keys", "at");
        assertThatThrownBy(new Runs(database.source(keys))::slice)
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("set row-key");
        database.run("CREATE UNIQUE INDEX ON orders (at)");
        assertThat(new Runs(database.source(keys)).next()).containsExactly(1L);
    }

    @Test
    void refusesABookmarkOfOtherKeys() {
        times("1 09:00");
        var before = new Runs(database.source(Map.of("dbtable", "orders")));
        before.next();
        assertThatThrownBy(new Runs(database.source(BY_TIME), before)::slice)
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("it was made with other keys");
    }

    @Test
    void refusesAnOverlapOfAnotherKind() {
        times("1 09:00");
        var settings = Map.of("dbtable", "orders", "overlap", "10m");
        assertThatThrownBy(new Runs(database.source(settings))::slice)
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("an overlap of 10m cannot be taken from the key 'id' of type int4");
    }

    @Test
    void keepsABookmarkOfAQuery() {
        times("1 09:00", "2 09:30");
        var runs = new Runs(database.source(Map.of(
                "query", "SELECT id, updated_at FROM orders WHERE id <> 2",
                "job-bookmark-keys", "updated_at",
                "row-key", "id")));
        assertThat(runs.next()).containsExactly(1L);
        times("3 09:40");
        assertThat(runs.next()).containsExactly(3L);
    }

    @Test
    void movesNoBookmarkWhereEverythingIsRead() {
        times("1 09:00", "2 09:30");
        var source = database.source(Map.of("dbtable", "orders", "hashfield", "id"));
        var slice = source.slice("orders", Bounds.all());
        assertThat(slice.advance()).isEqualTo(new Advance.Nothing());
        assertThat(new Runs(source).ids(slice)).containsExactly(1L, 2L);
        assertThat(source.slice("orders", Bounds.all())).isEqualTo(slice);
    }

    /** Adds rows: an id and a time of one day. */
    private void times(String... rows) {
        database.run("CREATE TABLE IF NOT EXISTS orders (id int PRIMARY KEY, updated_at timestamptz NOT NULL)");
        for (var row : rows) {
            var parts = row.split(" ");
            database.run("INSERT INTO orders VALUES (" + parts[0] + ", '2024-05-01 " + parts[1] + "+00')");
        }
    }
}
