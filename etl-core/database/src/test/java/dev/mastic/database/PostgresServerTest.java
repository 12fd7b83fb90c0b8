// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.testkit.PostgresExtension;
import dev.mastic.testkit.PostgresExtension.PostgresUrl;
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
    void showsNoPassword() {
        assertThatThrownBy(() -> RelationalStore.open(
                        "jdbc:postgresql://127.0.0.1:1/none?user=me&password=hidden&connectTimeout=1"))
                .isInstanceOf(UnusableStoreException.class)
                .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/none: ")
                .hasMessageNotContaining("hidden");
    }
}
