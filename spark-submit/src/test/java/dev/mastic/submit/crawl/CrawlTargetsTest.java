// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mastic.submit.Shell;
import dev.mastic.testkit.PostgresExtension;
import dev.mastic.testkit.PostgresExtension.PostgresUrl;
import dev.mastic.testkit.SparkExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.hadoop.HadoopTables;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Databases, Iceberg tables and tables of the catalog as targets of crawls, and what can be done with their tables. */
@ExtendWith({PostgresExtension.class, SparkExtension.class})
class CrawlTargetsTest {
    private static final String CANARY = "c4n4ry-in-a-cage";
    private final PostgresUrl database;
    private final String url;
    private final String name;

    @TempDir
    Path folder;

    private Shell shell;

    CrawlTargetsTest(PostgresUrl database) {
        this.database = database;
        this.url = database.url().replaceFirst("\\?.*", "");
        this.name = url.substring(url.lastIndexOf('/') + 1);
    }

    @BeforeEach
    void open() {
        shell = new Shell(folder);
        shell.write("pw", CANARY);
        database.execute("CREATE TABLE orders (id int PRIMARY KEY, total numeric(9,2))");
        database.execute("INSERT INTO orders VALUES (1, 10), (2, 20)");
    }

    @Test
    void tablesOfADatabaseAreCrawledAndRead() throws IOException {
        var explained = crawl("--explain", "--html", at("crawl.html"));
        assertThat(explained.out()).contains("db." + orders(), "table public.orders of the database");
        assertThat(Files.readString(folder.resolve("crawl.html")))
                .contains(orders(), "postgresql")
                .doesNotContain(CANARY);
        assertThat(crawl("--diff").lines()).containsExactly("no changes");
        assertThat(shell.mastic("cat", "db." + orders()).succeeded().lines())
                .containsExactlyInAnyOrder("{\"id\":1,\"total\":10.00}", "{\"id\":2,\"total\":20.00}");
        assertThat(shell.mastic("sql", "SELECT sum(total) AS s FROM db." + orders())
                        .succeeded()
                        .document()
                        .path("s")
                        .asText())
                .startsWith("30");
        var shown = shell.mastic("catalog", "show", "db." + orders(), "--output", "json")
                .succeeded();
        assertThat(shown.document().at("/parameters/mastic.source.password").asText())
                .isEqualTo("secret:file:" + at("pw"));
        assertThat(explained + "" + shown + Files.readString(folder.resolve("state.db"), StandardCharsets.ISO_8859_1))
                .doesNotContain(CANARY);
        database.execute("ALTER TABLE orders ADD COLUMN tax numeric(9,2)");
        assertThat(crawl("--diff").lines())
                .containsExactly("  table db." + orders() + "  updated", "  + column tax: decimal(9,2)");
        database.execute("DROP TABLE orders");
        database.execute("CREATE TABLE other (id int)");
        assertThat(crawl("--output", "json").document().at("/tables/0/change").asText())
                .isEqualTo("deprecated");
    }

    @Test
    void aJobReadsSuchATableByItsBookmark() {
        crawl();
        shell.write("job.conf", """
                job {
                  name = copy
                  sources { orders { table = "db.%s", job-bookmark-keys = [id] } }
                  sinks { out { in = orders, path = "out", format = json } }
                }
                """.formatted(orders()));
        assertThat(run()).isEqualTo(2);
        database.execute("INSERT INTO orders VALUES (3, 30)");
        assertThat(run()).isEqualTo(1);
        assertThat(shell.mastic("run", at("job.conf"), "--output", "json")
                        .succeeded()
                        .document()
                        .path("status")
                        .asText())
                .isEqualTo("nothing-new");
    }

    @Test
    void saysWhyADatabaseIsNotCrawled() {
        shell.mastic("crawl", url, "--user", "nobody").failed(1, "Cannot crawl " + name + "/%", "role \"nobody\"");
        shell.mastic("crawl", "jdbc:postgresql://localhost:1/shop").failed(1, "Cannot crawl shop/%", "localhost:1");
        shell.mastic("crawl", url, "--user", "postgres", "--include", name + "/public/oders")
                .failed(2, "no table or view has such a name", "did you mean 'public/orders'?");
        shell.mastic("crawl", url, "--password", CANARY).failed(2, "secret:env:NAME");
        shell.mastic("crawl", url, "--password", "secret:env:MASTIC_NO_SUCH_SECRET")
                .failed(2, "MASTIC_NO_SUCH_SECRET");
        shell.mastic("crawl", url + "?password=" + CANARY).failed(2, "a password stands in it");
        shell.mastic("crawl", folder.toString(), "--user", "me").failed(2, "speak of a database");
        assertThat(shell.mastic("crawl", url, "--password", CANARY) + ""
                        + shell.mastic("crawl", url + "?password=" + CANARY))
                .doesNotContain(CANARY);
    }

    @Test
    void icebergTablesAreRegisteredAndFollowed(SparkSession spark) {
        var table = iceberg("lake/sales/orders");
        append(spark, table, "1, 2");
        var first = shell.mastic("crawl", "--iceberg", at("lake"), "--database", "ice", "--output", "json")
                .succeeded()
                .document();
        assertThat(first.at("/tables/0/name").asText()).isEqualTo("ice.orders");
        assertThat(first.at("/tables/0/format").asText()).isEqualTo("iceberg");
        assertThat(shell.mastic("cat", "ice.orders").succeeded().lines()).hasSize(2);
        append(spark, table, "3");
        var again = shell.mastic("crawl", "--iceberg", at("lake"), "--database", "ice", "--diff")
                .succeeded();
        assertThat(again.out()).contains("parameter metadata_location: " + at("lake/sales/orders/metadata/v3"));
        assertThat(shell.mastic("cat", "ice.orders").succeeded().lines()).hasSize(3);
        assertThat(shell.mastic("crawl", "--iceberg", at("lake"), "--database", "ice", "--diff")
                        .succeeded()
                        .lines())
                .containsExactly("no changes");
    }

    @Test
    void whatWasMadeThroughTheCatalogIsNotRegisteredTwice() {
        shell.write("in/p.json", "{\"id\":1}\n");
        shell.write("job.conf", """
                job {
                  name = fill
                  sources { a { path = "in" } }
                  sinks { t { in = a, table = "lake.t", format = iceberg } }
                }
                """);
        shell.mastic("run", at("job.conf")).succeeded();
        var report = shell.mastic("crawl", "--iceberg", at("warehouse"), "--database", "ice", "--output", "json")
                .succeeded()
                .document();
        assertThat(report.path("tables")).isEmpty();
        assertThat(report.at("/skipped/0/reason").asText()).contains("it is table lake.t, whose commits go through");
    }

    @Test
    void tablesOfTheCatalogAreCrawledAtTheirPlaces() {
        shell.write("lake/orders/p-1.json", "{\"id\":1}\n");
        shell.mastic("crawl", at("lake"), "--database", "db").succeeded();
        shell.write("lake/orders/p-2.json", "{\"id\":1,\"tax\":0.5}\n");
        shell.write("lake/other/p-1.json", "{\"x\":1}\n");
        assertThat(shell.mastic("crawl", "--table", "db.orders", "--diff")
                        .succeeded()
                        .lines())
                .containsExactly("  table db.orders  updated", "  + column tax: double");
        shell.mastic("crawl", "--table", "db.oders").failed(2, "did you mean 'db.orders'?");
        shell.mastic("crawl", at("lake"), "--table", "db.orders").failed(2, "they are crawled alone");
    }

    @Test
    void oneCrawlerHoldsTargetsOfSeveralKinds() {
        shell.write("lake/people/p.json", "{\"id\":1}\n");
        iceberg("ice/events");
        shell.write("crawler.conf", """
                crawler {
                  name = all
                  database = db
                  targets = [
                    lake
                    { jdbc = "%s", path = "%s/public/%%", user = postgres, password = "secret:file:pw" }
                    { iceberg = ice }
                  ]
                }
                """.formatted(url, name));
        shell.mastic("catalog", "crawler", "create", at("crawler.conf")).succeeded();
        var report = shell.mastic("catalog", "crawler", "start", "all", "--output", "json")
                .succeeded();
        assertThat(names(report.document())).containsExactlyInAnyOrder("db.events", "db." + orders(), "db.people");
        shell.mastic("catalog", "crawler", "start", "all", "--output", "json").succeeded();
        var history = shell.mastic("catalog", "crawler", "history", "all", "--output", "json")
                .succeeded();
        assertThat(history.out()).contains("COMPLETED").doesNotContain("FAILED");
        assertThat(shell.mastic("catalog", "crawler", "show", "all").succeeded() + report.toString())
                .doesNotContain(CANARY);
        assertThat(shell.mastic("cat", "db." + orders()).succeeded().lines()).hasSize(2);
    }

    private static List<String> names(JsonNode report) {
        var names = new ArrayList<String>();
        report.path("tables").forEach(table -> names.add(table.path("name").asText()));
        return names;
    }

    private Table iceberg(String path) {
        var schema = new Schema(NestedField.optional(1, "id", Types.IntegerType.get()));
        return new HadoopTables().create(schema, at(path));
    }

    /** Adds a file as an engine does that knows nothing of this catalog. */
    private void append(SparkSession spark, Table table, String ids) {
        var rows = spark.sql("SELECT explode(array(" + ids + ")) AS id").coalesce(1);
        var out = folder.resolve("rows-" + ids.hashCode()).toString();
        rows.write().parquet(out);
        var file = Path.of(out).toFile().listFiles((parent, called) -> called.endsWith(".parquet"))[0];
        table.newAppend()
                .appendFile(DataFiles.builder(table.spec())
                        .withPath(file.toString())
                        .withFileSizeInBytes(file.length())
                        .withRecordCount(rows.count())
                        .build())
                .commit();
    }

    private long run() {
        return shell.mastic("run", at("job.conf"), "--output", "json")
                .succeeded()
                .document()
                .at("/sinks/0/rows")
                .asLong();
    }

    private Shell.Ended crawl(String... more) {
        var arguments = new ArrayList<>(List.of(
                "crawl", url, "--user", "postgres", "--password", "secret:file:" + at("pw"), "--database", "db"));
        arguments.addAll(List.of(more));
        return shell.mastic(arguments.toArray(String[]::new)).succeeded();
    }

    private String orders() {
        return name + "_public_orders";
    }

    private String at(String file) {
        return folder.resolve(file).toString();
    }
}
