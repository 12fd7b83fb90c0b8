// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.crawl.CrawlProgress;
import dev.mastic.core.crawl.CrawlReport.Skipped;
import dev.mastic.core.crawl.CrawlTarget;
import dev.mastic.core.crawl.CrawlTarget.JdbcPlace;
import dev.mastic.core.crawl.DescribedTable;
import dev.mastic.core.crawl.TargetCrawler.Contents;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.type.TypeString;
import dev.mastic.testkit.PostgresExtension;
import dev.mastic.testkit.PostgresExtension.PostgresUrl;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(PostgresExtension.class)
class JdbcTargetCrawlerTest {
    private final JdbcTargetCrawler crawler = new JdbcTargetCrawler();
    private final TestDatabase database;
    private final String name;
    private final JdbcPlace place;

    JdbcTargetCrawlerTest(PostgresUrl url) {
        database = new TestDatabase(url.url());
        place = new JdbcPlace(url.url().replaceFirst("\\?.*", ""), Optional.of("postgres"), Optional.empty());
        name = place.database();
    }

    @Test
    void findsTablesAndViewsWithTheTypesOfTheSource() {
        database.run(
                "CREATE TABLE orders (id serial PRIMARY KEY, total numeric(9,2), at timestamptz NOT NULL, note varchar(20))",
                "CREATE VIEW newest AS SELECT id, at FROM orders",
                "CREATE MATERIALIZED VIEW sums AS SELECT sum(total) AS total FROM orders");
        var tables = look("/%").tables();
        assertThat(names(tables)).containsExactly("public.newest", "public.orders", "public.sums");
        assertThat(columns(tables.get(1)))
                .containsExactly("id int", "total decimal(9,2)", "at timestamp", "note string");
        assertThat(tables.get(1).columns().stream()
                        .map(column -> column.parameters().get(Column.EVIDENCE)))
                .containsExactly(
                        "integer, not null",
                        "numeric(9,2)",
                        "timestamp with time zone, not null",
                        "character varying(20)");
        assertThat(tables.get(0).parameters()).containsEntry("typeOfData", "view");
    }

    @Test
    void saysHowTheSourceReadsTheTable() {
        database.run("CREATE TABLE \"Odd.Name\" (id int)");
        var secret = new JdbcPlace(place.url() + "?sslmode=prefer", place.user(), Optional.of("secret:env:PATH"));
        var table = crawler.look(target(secret, name + "/%", List.of()), CrawlProgress.NONE)
                .tables()
                .get(0);
        assertThat(table.storage().location()).isEqualTo(name + ".public.\"Odd.Name\"");
        assertThat(table.place()).isEqualTo(UrlReader.server(place.url()) + name + ".public.\"Odd.Name\"");
        assertThat(table.parameters())
                .containsEntry(Table.CLASSIFICATION, "postgresql")
                .containsEntry("mastic.source", "jdbc")
                .containsEntry("mastic.source.jdbc", secret.url())
                .containsEntry("mastic.source.dbtable", "public.\"Odd.Name\"")
                .containsEntry("mastic.source.user", "postgres")
                .containsEntry("mastic.source.password", "secret:env:PATH");
        assertThat(TableId.parse(table.parameters().get("mastic.source.dbtable")))
                .isEqualTo(new TableId("public", "Odd.Name"));
    }

    @Test
    void keepsCommentsAndNamesOfTypesWhereTheyAreAskedFor() {
        database.run(
                "CREATE TABLE t (id int, tag uuid)",
                "COMMENT ON TABLE t IS 'all of it'",
                "COMMENT ON COLUMN t.tag IS 'who'");
        var plain = look("/public/t").tables().get(0);
        assertThat(plain.parameters()).containsEntry("comment", "");
        assertThat(plain.columns().get(1).comment()).isEmpty();
        assertThat(plain.columns().get(1).parameters()).doesNotContainKey("rawtype");
        var both = new CrawlTarget.Jdbc(place, name + "/public/t", List.of(), true, true);
        var rich = crawler.look(both, CrawlProgress.NONE).tables().get(0);
        assertThat(rich.parameters()).containsEntry("comment", "all of it");
        assertThat(rich.columns().get(1).comment()).contains("who");
        assertThat(rich.columns().get(1).parameters()).containsEntry("rawtype", "uuid");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "/%            | none            | public.Orders public.orders sales.order_lines sales.orders",
                "/%/orders     | none            | public.orders sales.orders",
                "/sales/%      | none            | sales.order_lines sales.orders",
                "/s%s/order%   | none            | sales.order_lines sales.orders",
                "/public/Orders| none            | public.Orders",
                "/%            | sales/**        | public.Orders public.orders",
                "/%            | */order_*       | public.Orders public.orders sales.orders",
                "/%            | {public,x}/[O]* | public.orders sales.order_lines sales.orders"
            })
    void looksAtWhatIsIncludedAndNotExcluded(String path, String excluded, String expected) {
        database.run(
                "CREATE TABLE orders (id int)",
                "CREATE TABLE \"Orders\" (id int)",
                "CREATE SCHEMA sales",
                "CREATE TABLE sales.orders (id int)",
                "CREATE TABLE sales.order_lines (id int)");
        var exclusions = excluded == null ? List.<String>of() : List.of(excluded);
        var found = crawler.look(target(place, name + path, exclusions), CrawlProgress.NONE);
        assertThat(String.join(" ", names(found.tables()))).isEqualTo(expected);
    }

    @Test
    void passesOverWithTheReasonWhatNoSourceCanRead() {
        database.run(
                "CREATE TABLE good (id int)",
                "CREATE TABLE shapes (id int, at point)",
                "CREATE TABLE days (id int, at date) PARTITION BY RANGE (at)",
                "CREATE TABLE days_2024 PARTITION OF days FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')",
                "CREATE TABLE mastic_commits (id int)",
                "CREATE TABLE hidden (id int)",
                "DROP ROLE IF EXISTS guest",
                "CREATE ROLE guest LOGIN",
                "GRANT SELECT ON good, shapes, days, days_2024, mastic_commits TO guest");
        var guest = new JdbcPlace(place.url(), Optional.of("guest"), Optional.empty());
        var contents = crawler.look(target(guest, name + "/%", List.of()), CrawlProgress.NONE);
        database.run("DROP OWNED BY guest", "DROP ROLE guest");
        assertThat(names(contents.tables())).containsExactly("public.days", "public.good");
        assertThat(contents.skipped().stream().map(Skipped::reason))
                .anyMatch(why -> why.contains("column 'at' is of type point"))
                .anyMatch(why -> why.contains("public.days_2024: it is a partition of another table"))
                .anyMatch(why -> why.contains("public.hidden: the user may not read it"))
                .anyMatch(why -> why.contains("public.mastic_commits: it holds what jobs note"))
                .hasSize(4);
    }

    @Test
    void saysWhatThereIsWhereNothingMatches() {
        database.run("CREATE TABLE orders (id int)");
        assertThatThrownBy(() -> look("/public/oders"))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith(
                        "Cannot crawl " + name + "/public/oders of " + place.url() + ": no table or view")
                .hasMessageContaining("did you mean 'public/orders'?");
        assertThatThrownBy(() -> crawler.look(target(place, "shop/%", List.of()), CrawlProgress.NONE))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("the URL leads to another database (got shop; expected " + name + ")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "shop/public", "%/public/t", "shop/public/t/x", "shop//t", "/public/t"})
    void refusesPathsOfAnotherForm(String path) {
        assertThatThrownBy(() -> IncludePath.parse(path))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Invalid include path: '" + path + "'")
                .hasMessageContaining("database");
    }

    @Test
    void saysWhyADatabaseCannotBeReached() {
        var nobody = new JdbcPlace(place.url(), Optional.of("nobody"), Optional.empty());
        assertThatThrownBy(() -> crawler.look(target(nobody, name + "/%", List.of()), CrawlProgress.NONE))
                .isInstanceOf(EtlException.class)
                .hasMessageContaining("Cannot crawl " + name + "/% in " + place.url() + ": FATAL: role \"nobody\"");
        var away = new JdbcPlace("jdbc:postgresql://localhost:1/shop", Optional.empty(), Optional.empty());
        assertThatThrownBy(() -> crawler.look(target(away, "shop/%", List.of()), CrawlProgress.NONE))
                .isInstanceOf(EtlException.class)
                .hasMessageContaining("Cannot crawl shop/% in jdbc:postgresql://localhost:1/shop: Connection to");
        var other = new JdbcPlace("jdbc:mysql://localhost/shop", Optional.empty(), Optional.empty());
        assertThatThrownBy(() -> crawler.look(target(other, "shop/%", List.of()), CrawlProgress.NONE))
                .hasMessageContaining("only PostgreSQL is known");
    }

    @Test
    void saysThatAHostIsNotKnown() {
        var lost = new SQLException("The connection attempt failed.", "08001", new UnknownHostException("db.example"));
        assertThat(PostgresDatabase.reason(lost))
                .isEqualTo("The connection attempt failed. The host db.example is not known.");
    }

    @Test
    void onlyWhatIsNotThereIsGone() {
        database.run("CREATE TABLE kept (id int)", "CREATE TABLE dropped (id int)");
        var target = target(place, name + "/public/%", List.of("public/kept"));
        var all = look("/%").tables();
        database.run("DROP TABLE dropped");
        assertThat(all.stream()
                        .map(found -> found.named(new TableName("db", "t")))
                        .filter(table -> crawler.isGone(target, table))
                        .map(table -> table.storage().location()))
                .containsExactly(name + ".public.dropped");
        var elsewhere = target(place, name + "/sales/%", List.of());
        assertThat(all.stream().map(found -> found.named(new TableName("db", "t"))))
                .noneMatch(table -> crawler.isGone(elsewhere, table));
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/shop, jdbc:postgresql://db:5432/",
        "jdbc:postgresql://db:6000/shop?sslmode=require, jdbc:postgresql://db:6000/",
        "jdbc:postgresql://[::1]/shop, jdbc:postgresql://[::1]:5432/",
        "'jdbc:postgresql://a:1,b:2/shop', 'jdbc:postgresql://a:1,b:2/'",
        "jdbc:postgresql:shop, jdbc:postgresql://localhost:5432/"
    })
    void oneServerHasOneName(String url, String server) {
        assertThat(UrlReader.server(url)).isEqualTo(server);
    }

    @Test
    void noSecretIsTakenFromAUrlOrInPlainText() {
        for (var url : List.of("jdbc:postgresql://me:pw@h/db", "jdbc:postgresql://h/db?x=1&PASSWORD=pw")) {
            assertThatThrownBy(() -> new JdbcPlace(url, Optional.empty(), Optional.empty()))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("a user or a password stands in it")
                    .hasMessageNotContaining("pw");
        }
        assertThatThrownBy(() -> new JdbcPlace("jdbc:postgresql://h/db", Optional.empty(), Optional.of("pw")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("secret:env:NAME")
                .hasMessageNotContaining("pw");
    }

    private Contents look(String path) {
        return crawler.look(target(place, name + path, List.of()), CrawlProgress.NONE);
    }

    private static CrawlTarget target(JdbcPlace place, String path, List<String> exclusions) {
        return new CrawlTarget.Jdbc(place, path, exclusions, false, false);
    }

    private List<String> names(List<DescribedTable> tables) {
        return tables.stream()
                .map(table -> table.storage().location().substring(name.length() + 1))
                .toList();
    }

    private static List<String> columns(DescribedTable table) {
        return table.columns().stream()
                .map(column -> column.name() + " " + TypeString.print(column.type()))
                .toList();
    }
}
