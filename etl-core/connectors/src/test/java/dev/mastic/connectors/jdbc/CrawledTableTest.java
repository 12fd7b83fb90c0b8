// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.connectors.TableSources;
import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.config.ConfigProblemsException;
import dev.mastic.core.crawl.CrawlProgress;
import dev.mastic.core.crawl.CrawlTarget;
import dev.mastic.core.crawl.CrawlTarget.JdbcPlace;
import dev.mastic.core.failure.UsageException;
import dev.mastic.testkit.PostgresExtension;
import dev.mastic.testkit.PostgresExtension.PostgresUrl;
import dev.mastic.testkit.SparkExtension;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a crawl has made of a database is read through the catalog as by the source of the database itself. */
@ExtendWith({PostgresExtension.class, SparkExtension.class})
class CrawledTableTest {
    private static final TableName ORDERS = new TableName("db", "shop_public_orders");
    private final TestDatabase database;
    private final String url;

    CrawledTableTest(PostgresUrl url) {
        database = new TestDatabase(url.url());
        this.url = url.url().replaceFirst("\\?.*", "");
        database.run(
                "CREATE TABLE orders (id int, at timestamptz PRIMARY KEY)",
                "INSERT INTO orders VALUES (1, '2024-05-01 09:00+00'), (2, '2024-05-01 09:05+00')");
    }

    @Test
    void bookmarksGoByTheKeysThatTheJobNames() {
        var keys = Map.of("job-bookmark-keys", List.of("at"), "overlap", "10m");
        var runs = new Runs(TableSources.of(crawled(Optional.empty()), keys));
        assertThat(runs.next()).containsExactly(1L, 2L);
        assertThat(runs.next()).isEmpty();
        database.run("INSERT INTO orders VALUES (3, '2024-05-01 09:10+00'), (4, '2024-05-01 09:01+00')");
        var direct = new Runs(
                database.source(Map.of("dbtable", "orders", "job-bookmark-keys", List.of("at"), "overlap", "10m")),
                runs);
        assertThat(direct.slice()).isEqualTo(runs.slice());
        assertThat(runs.next()).containsExactly(3L, 4L);
    }

    @Test
    void itsShapeIsWhatTheCatalogSays() {
        var table = crawled(Optional.empty());
        var source = TableSources.of(table, Map.of());
        assertThat(source.shape(source.slice("orders", Bounds.all()))).isEqualTo(table.fileType());
    }

    @Test
    void refusesWhatIsForOtherKindsOfTables() {
        var table = crawled(Optional.empty());
        for (var setting : List.of("min-age", "schema-change", "expired")) {
            var value = Map.of("min-age", "1s", "schema-change", "evolve", "expired", "oldest")
                    .get(setting);
            assertThatThrownBy(
                            () -> TableSources.of(table, Map.of(setting, value)).slice("orders", Bounds.all()))
                    .as(setting)
                    .isInstanceOf(UsageException.class)
                    .hasMessageStartingWith("Cannot read table db.shop_public_orders: ");
        }
        var files = new Table(ORDERS, table.columns(), List.of(), table.storage(), Map.of("classification", "parquet"));
        assertThatThrownBy(() -> TableSources.of(files, Map.of("job-bookmark-keys", "id"))
                        .slice("orders", Bounds.all()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("setting job-bookmark-keys is for tables of databases");
    }

    @Test
    void namesTheSecretThatIsNotThere() {
        var source = TableSources.of(crawled(Optional.of("secret:env:MASTIC_NO_SUCH_SECRET")), Map.of());
        assertThatThrownBy(() -> source.slice("orders", Bounds.all()))
                .isInstanceOf(ConfigProblemsException.class)
                .hasMessageContaining("MASTIC_NO_SUCH_SECRET");
    }

    private Table crawled(Optional<String> password) {
        var place = new JdbcPlace(url, Optional.of("postgres"), Optional.empty());
        var target = new CrawlTarget.Jdbc(place, place.database() + "/%", List.of(), false, false);
        var found = new JdbcTargetCrawler()
                .look(target, CrawlProgress.NONE)
                .tables()
                .get(0)
                .named(ORDERS);
        var parameters = new HashMap<>(found.parameters());
        password.ifPresent(secret -> parameters.put("mastic.source.password", secret));
        return new Table(ORDERS, found.columns(), List.of(), found.storage(), parameters);
    }
}
