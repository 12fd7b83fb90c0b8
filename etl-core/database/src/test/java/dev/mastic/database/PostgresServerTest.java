// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.testkit.PostgresExtension;
import dev.mastic.testkit.PostgresExtension.PostgresUrl;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class PostgresServerTest extends RelationalStoreTest {
    private final String url;

    PostgresServerTest(PostgresUrl url) {
        this.url = url.url();
    }

    @Override
    String newPlace() {
        return url;
    }

    @Override
    Backend backend(String place) {
        return PostgresServer.at(place);
    }

    @Override
    void migrate(String place, int version) {
        Schema.migrate(backend(place).dataSource(), Dialect.POSTGRESQL, List.of("mastic"), version);
    }

    @Test
    void keepsToASchemaOfItsOwn() {
        try (var store = RelationalStore.open(url)) {
            assertThat(texts(store, "select distinct schemaname from pg_tables where tablename in ('runs', 'leases')"))
                    .containsExactly("mastic");
        }
    }

    @Test
    void takesTheSchemaThatTheUrlNames() {
        try (var first = RelationalStore.open(url + "&currentSchema=one");
                var second = RelationalStore.open(url + "&currentSchema=two")) {
            first.change(handle -> handle.execute("insert into databases (name, definition) values ('a', '{}')"));
            assertThat(number(second, "select count(*) from databases")).isZero();
        }
    }

    @Test
    void replacesConnectionsThatTheServerEnded() {
        try (var store = RelationalStore.open(url);
                var other = RelationalStore.open(url)) {
            store.read(handle -> handle.execute("select 1"));
            other.change(handle -> handle.createQuery("select count(pg_terminate_backend(pid)) from pg_stat_activity"
                            + " where datname = current_database() and pid <> pg_backend_pid()")
                    .mapTo(Integer.class)
                    .one());
            assertThat(number(store, "select 1")).isEqualTo(1);
        }
    }

    @Test
    void doesWorkAgainThatTheServerHasEnded() {
        try (var store = RelationalStore.open(url)) {
            var attempts = new AtomicInteger();
            store.change(handle -> {
                handle.execute("insert into databases (name, definition) values ('a', '{}')");
                if (attempts.incrementAndGet() < 3) {
                    handle.execute("select pg_terminate_backend(pg_backend_pid())");
                }
            });
            assertThat(attempts).hasValue(3);
            assertThat(texts(store, "select name from databases")).containsExactly("a");
        }
    }

    @Test
    void doesWorkAgainThatOthersWereInTheWayOf() {
        try (var store = RelationalStore.open(url)) {
            var attempts = new AtomicInteger();
            store.read(handle -> {
                if (attempts.incrementAndGet() < 3) {
                    handle.execute("do $$ begin raise exception 'conflict' using errcode = '40001'; end $$");
                }
                return 0;
            });
            assertThat(attempts).hasValue(3);
            assertThatThrownBy(() -> store.change(handle -> {
                        attempts.incrementAndGet();
                        handle.execute("insert into nowhere values (1)");
                    }))
                    .isInstanceOf(StoreFailedException.class);
            assertThat(attempts).as("what does not pass is not tried again").hasValue(4);
        }
    }

    @Test
    void doesNotRepeatACommitThatWasNotAnswered() {
        try (var store = RelationalStore.open(url, Duration.ofMillis(500))) {
            store.change(handle -> {
                handle.execute("create function mastic.cut() returns trigger language plpgsql as"
                        + " 'begin perform pg_terminate_backend(pg_backend_pid()); return null; end'");
                handle.execute("create constraint trigger cut after insert on databases deferrable initially deferred"
                        + " for each row execute function mastic.cut()");
            });
            var attempts = new AtomicInteger();
            Consumer<Handle> insert = handle -> {
                attempts.incrementAndGet();
                handle.execute("insert into databases (name, definition) values ('a', '{}')");
            };
            assertThatThrownBy(() -> store.change(insert))
                    .isInstanceOfSatisfying(StoreFailedException.class, e -> assertThat(e.mayHaveCommitted())
                            .isTrue())
                    .hasMessageContaining(store.location());
            assertThat(attempts).hasValue(1);
            assertThatThrownBy(() -> store.repeat(insert)).isInstanceOf(StoreFailedException.class);
            assertThat(attempts).as("unless that is harmless").hasValueGreaterThan(2);
        }
    }

    @Test
    void hasPatienceWithAServerThatIsAwayNotWithEachPieceOfWork() {
        try (var store = RelationalStore.open(url, Duration.ofMillis(300))) {
            var first = attemptsUntilItFails(store);
            assertThat(first).hasValueGreaterThan(1);
            assertThat(attemptsUntilItFails(store)).as("it was away before").hasValue(1);
            store.read(handle -> 0);
            assertThat(attemptsUntilItFails(store)).as("it was back").hasValueGreaterThan(1);
        }
    }

    @Test
    void triesNothingAgainForAThreadThatIsInterrupted() {
        try (var store = RelationalStore.open(url)) {
            Thread.currentThread().interrupt();
            assertThat(attemptsUntilItFails(store)).hasValue(1);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static AtomicInteger attemptsUntilItFails(RelationalStore store) {
        var attempts = new AtomicInteger();
        assertThatThrownBy(() -> store.read(handle -> {
                    attempts.incrementAndGet();
                    handle.execute("do $$ begin raise exception 'conflict' using errcode = '40001'; end $$");
                    return 0;
                }))
                .isInstanceOf(StoreFailedException.class);
        return attempts;
    }

    @Test
    void showsNoPassword() {
        assertThatThrownBy(() -> RelationalStore.open(
                        "jdbc:postgresql://127.0.0.1:1/none?user=me&password=hidden&connectTimeout=1",
                        Duration.ofMillis(200)))
                .isInstanceOf(UnusableStoreException.class)
                .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/none: ")
                .hasMessageNotContaining("hidden");
    }
}
