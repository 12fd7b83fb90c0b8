// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mastic.submit.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases and tables made and changed by hand. */
class CatalogVerbsTest {
    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(folder);
        catalog("create", "sales", "--comment", "what was sold", "--location", at("lake/sales"));
    }

    private Shell.Ended catalog(String... arguments) {
        return run(arguments).succeeded();
    }

    private Shell.Ended run(String... arguments) {
        var all = new ArrayList<>(List.of("catalog"));
        all.addAll(List.of(arguments));
        return shell.mastic(all.toArray(String[]::new));
    }

    private JsonNode json(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--output", "json"));
        return catalog(all.toArray(String[]::new)).document();
    }

    private String at(String file) {
        return shell.file(file).toString();
    }

    private void createOrders() {
        catalog(
                "create",
                "sales.orders",
                "--columns",
                "id bigint, `in full` varchar(20) comment 'it''s, so to say', tags array<struct<a:int,b:string>>",
                "--partitioned-by",
                "year int",
                "--format",
                "parquet");
    }

    private List<String> columns(String table) {
        var columns = new ArrayList<String>();
        json("show", table)
                .path("columns")
                .forEach(column -> columns.add(
                        column.path("name").asText() + " " + column.path("type").asText()));
        return columns;
    }

    @Test
    void makesATableAsACrawlWouldDescribeIt() {
        shell.write("lake/sales/people/p.json", "{\"id\":1,\"name\":\"x\"}\n");
        shell.mastic("crawl", at("lake/sales/people"), "--database", "sales").succeeded();
        var created = json(
                "create",
                "sales.folk",
                "--columns",
                "id int, name string",
                "--format",
                "json",
                "--location",
                at("lake/sales/people"));
        assertThat(created.path("version").asLong()).isEqualTo(1);
        assertThat(created.path("change").asText()).isEqualTo("created");

        var crawled = facts(shell.mastic("catalog", "export", "sales").document(), "people");
        var written = facts(shell.mastic("catalog", "export", "sales").document(), "folk");
        assertThat(written.path("storage")).isEqualTo(crawled.path("storage"));
        assertThat(written.path("parameters").path("classification").asText()).isEqualTo("json");
        var read = shell.mastic("cat", "sales.folk").succeeded();
        assertThat(read.lines()).containsExactly("{\"id\":1,\"name\":\"x\"}");
    }

    private static JsonNode facts(JsonNode document, String table) {
        for (var each : document.at("/databases/0/tables")) {
            if (each.path("name").asText().equals(table)) {
                return each.path("definition");
            }
        }
        throw new AssertionError("no table " + table + " in " + document);
    }

    @Test
    void keepsColumnsAsTheyAreWritten() {
        createOrders();
        assertThat(columns("sales.orders"))
                .containsExactly("id bigint", "in full varchar(20)", "tags array<struct<a:int,b:string>>");
        assertThat(json("show", "sales.orders").path("location").asText()).isEqualTo(at("lake/sales/orders") + "/");
        assertThat(json("search", "so to say").at("/found/0/where").asText()).isEqualTo("comment of column in full");
    }

    @Test
    void takesTheDialectOfText() {
        shell.write("semi/a.csv", "1;x\n2;y\n");
        catalog(
                "create",
                "sales.semi",
                "--columns",
                "id int, name string",
                "--format",
                "csv",
                "--dialect",
                "delimiter=;",
                "--dialect",
                "header=false",
                "--location",
                at("semi"));
        assertThat(shell.mastic("cat", "sales.semi").succeeded().lines())
                .containsExactly("{\"id\":1,\"name\":\"x\"}", "{\"id\":2,\"name\":\"y\"}");
        run("create", "sales.x", "--columns", "id int", "--format", "csv", "--dialect", "delimiters=;")
                .failed(2, "no such property of a dialect: 'delimiters'", "did you mean 'delimiter'?");
        run("create", "sales.x", "--columns", "id int", "--format", "parquet", "--dialect", "delimiter=;")
                .failed(2, "it has no property 'delimiter' of a dialect");
    }

    @Test
    void refusesWhatCannotBeMade() {
        createOrders();
        run("create", " ").failed(2, "no name");
        run("create", "sales").failed(2, "Database already exists: sales");
        run("create", "sales.orders", "--columns", "id int", "--format", "json").failed(2, "Table already exists");
        run("create", "sale.x", "--columns", "id int", "--format", "json").failed(2, "sale", "did you mean 'sales'?");
        run("create", "sales.x", "--format", "json").failed(2, "--columns is missing");
        run("create", "sales.x", "--columns", "id int").failed(2, "--format is missing");
        run("create", "sales.x", "--columns", "id int", "--format", "parket").failed(2, "did you mean 'parquet'?");
        run("create", "sales.x", "--columns", "id int", "--format", "iceberg").failed(2, "mastic crawl --as iceberg");
        run("create", "sales.x", "--columns", "id innt", "--format", "json").failed(2, "innt");
        run("create", "sales.x", "--columns", "id", "--format", "json").failed(2, "expected NAME TYPE");
        run("create", "sales.x", "--columns", "a array<int", "--format", "json").failed(2, "is not closed");
        run("create", "sales.x", "--columns", "a int, A int", "--format", "json")
                .failed(2, "are called 'A'");
        run("create", "sales.x", "--columns", "a int", "--partitioned-by", "A int", "--format", "json")
                .failed(2, "are called 'A'");
        run("create", "Sales.X", "--columns", "id int", "--format", "json").failed(2, "expected sales.x");
        run("create", "a.b.c", "--columns", "id int", "--format", "json").failed(2, "expected database.table");
        run("create", "other", "--format", "json").failed(2, "are for tables");
        run("create", "sales.x", "--columns", "a int", "--format", "json", "--set", "table_type=ICEBERG")
                .failed(2, "only an Iceberg catalog may");
        catalog("create", "bare");
        run("create", "bare.x", "--columns", "id int", "--format", "json").failed(2, "set --location");
    }

    @Test
    void changesColumnsAsOneNewVersion() {
        createOrders();
        var altered = json(
                "alter",
                "sales.orders",
                "--drop-column",
                "tags",
                "--rename-column",
                "in full=name",
                "--retype",
                "id decimal(20,0)",
                "--add",
                "city string",
                "--column-comment",
                "ID=a number");
        assertThat(altered.path("version").asLong()).isEqualTo(2);
        assertThat(columns("sales.orders")).containsExactly("id decimal(20,0)", "name varchar(20)", "city string");
        var again = catalog("alter", "sales.orders", "--column-comment", "id=a number");
        assertThat(again.out()).contains("nothing to change");
        assertThat(json("show", "sales.orders").path("version").asLong()).isEqualTo(2);
        var cleared = json("alter", "sales.orders", "--column-comment", "id=", "--retype", "year bigint");
        assertThat(cleared.path("differences"))
                .extracting(each -> each.path("what").asText())
                .containsExactly("comment of column id", "partition key year");
    }

    @Test
    void descriptorsFollowTheColumns() {
        catalog("create", "sales.j", "--columns", "id int, name string", "--format", "json");
        catalog("alter", "sales.j", "--add", "city string", "--drop-column", "name");
        var definition = facts(shell.mastic("catalog", "export", "sales").document(), "j");
        assertThat(definition.at("/storage/serdeParameters/paths").asText()).isEqualTo("city,id");
    }

    @Test
    void changesParametersCommentsLocationsAndNames() {
        createOrders();
        catalog("create", "archive");
        catalog(
                "alter",
                "sales.orders",
                "--set",
                "owner=me",
                "--comment",
                "all of them",
                "--location",
                at("elsewhere"));
        assertThat(json("show", "sales.orders").at("/parameters/owner").asText())
                .isEqualTo("me");
        catalog("alter", "sales.orders", "--unset", "owner", "--comment", "", "--rename-to", "archive.old");
        var show = json("show", "archive.old");
        assertThat(show.path("parameters").has("owner")).isFalse();
        assertThat(show.path("parameters").has("comment")).isFalse();
        assertThat(show.path("location").asText()).isEqualTo(at("elsewhere") + "/");
        run("show", "sales.orders").failed(2, "sales.orders");
        catalog("alter", "sales", "--set", "team=blue", "--comment", "");
        assertThat(json("search", "blue").at("/found/0/where").asText()).isEqualTo("parameter team");
        assertThat(json("search", "what was sold").path("found")).isEmpty();
    }

    @Test
    void refusesChangesThatCannotBe() {
        createOrders();
        catalog("create", "sales.other", "--columns", "id int", "--format", "json");
        run("alter", "sales.orders").failed(2, "no option says how");
        run("alter", "sales.orders", "--drop-column", "idd").failed(2, "did you mean 'id'?");
        run("alter", "sales.orders", "--drop-column", "year").failed(2, "it is a partition key");
        run("alter", "sales.orders", "--rename-column", "year=y").failed(2, "it is a partition key");
        run("alter", "sales.other", "--drop-column", "id").failed(2, "it is the only one");
        run("alter", "sales.orders", "--rename-column", "id=TAGS").failed(2, "are called");
        run("alter", "sales.orders", "--add", "YEAR int").failed(2, "are called 'year'");
        run("alter", "sales.orders", "--unset", "clasification").failed(2, "did you mean 'classification'?");
        run("alter", "sales.orders", "--rename-to", "sales.other").failed(2, "Table already exists");
        run("alter", "sales.orders", "--rename-to", "nowhere.x").failed(2, "nowhere");
        run("alter", "sales", "--add", "a int").failed(2, "are for tables");
        run("alter", "sales", "--rename-to", "a.b").failed(2, "databases keep their names");
        run("drop", "sales").failed(2, "it has 2 tables", "--cascade");
        run("drop", "sales.orders", "--cascade").failed(2, "is for databases");
        run("drop", "sales.none").failed(2, "sales.none");
        run("drop", "none").failed(2, "none");
        run("undo", "sales.orders").failed(2, "there is no earlier version");
        run("undo", "sales.orders", "--to", "7").failed(2, "version 7 is not kept (has: 1)");
        run("search", " ").failed(2, "no text is given");
    }

    @Test
    void leavesIcebergTablesToIceberg() {
        shell.write("lake/people/p.json", "{\"id\":1}\n");
        shell.mastic("crawl", at("lake/people"), "--database", "sales").succeeded();
        catalog("export", "--to", at("catalog.json"));
        var document =
                shell.read("catalog.json").replace("\"parameters\":{", "\"parameters\":{\"table_type\":\"ICEBERG\",");
        shell.write("catalog.json", document);
        catalog("import", at("catalog.json"));
        shell.write("older.json", document.replace("lake/people/", "lake/folk/"));
        var older = catalog("import", at("older.json"));
        assertThat(older.out()).contains("nothing to change");
        assertThat(older.err()).contains("note: table sales.people stays as it is");
        run("alter", "sales.people", "--add", "a int").failed(2, "it is an Iceberg table", "ALTER TABLE");
        run("undo", "sales.people").failed(2, "it is an Iceberg table", "rollback_to_snapshot");
        run("repair", "sales.people").failed(2, "it is an Iceberg table");
        catalog("alter", "sales.people", "--rename-to", "sales.folk");
    }

    @Test
    void dryRunsChangeNothing() {
        createOrders();
        catalog("alter", "sales.orders", "--add", "city string");
        var before = catalog("export").out();
        for (var call : List.of(
                List.of("create", "more"),
                List.of("create", "sales.more", "--columns", "id int", "--format", "json"),
                List.of("alter", "sales", "--comment", "other"),
                List.of("alter", "sales.orders", "--drop-column", "id", "--rename-to", "sales.more"),
                List.of("undo", "sales.orders"),
                List.of("drop", "sales.orders"),
                List.of("drop", "sales", "--cascade"))) {
            var all = new ArrayList<>(call);
            all.add("--dry-run");
            assertThat(catalog(all.toArray(String[]::new)).out()).contains("(a dry run)", "  ");
        }
        assertThat(catalog("export").out()).isEqualTo(before);
    }

    @Test
    void bringsAnEarlierVersionBack() {
        createOrders();
        catalog("alter", "sales.orders", "--drop-column", "tags");
        catalog("alter", "sales.orders", "--set", "a=b");
        var undone = catalog("undo", "sales.orders");
        assertThat(undone.lines())
                .containsExactly("table sales.orders brought back to version 2 (version 4)", "  - parameter a: b");
        catalog("undo", "sales.orders", "--to", "1");
        assertThat(columns("sales.orders")).hasSize(3);
        var history = json("history", "sales.orders", "--diff").path("versions");
        assertThat(history).hasSize(5);
        assertThat(history.at("/0/differences/0/what").asText()).isEqualTo("column tags");
        assertThat(history.at("/4/differences")).isEmpty();
        assertThat(catalog("history", "sales.orders", "--diff").out()).contains("version 5", "  + column tags: array<");
    }

    @Test
    void dropsTablesAndDatabasesAndNoData() {
        createOrders();
        shell.write("lake/sales/orders/year=2024/p.json", "{}");
        assertThat(catalog("drop", "sales.orders").err()).contains("its data stay at " + at("lake/sales/orders"));
        createOrders();
        catalog("drop", "sales", "--cascade");
        assertThat(json("list").path("tables")).isEmpty();
        assertThat(shell.file("lake/sales/orders/year=2024/p.json")).exists();
    }

    @Test
    void findsTextsWhereverTheyAre() {
        createOrders();
        catalog("alter", "sales.orders", "--set", "Owner=Ada", "--comment", "ORDERS of the year");
        var found = new ArrayList<String>();
        json("search", "oRder")
                .path("found")
                .forEach(each -> found.add(
                        each.path("name").asText() + ": " + each.path("where").asText()));
        assertThat(found).containsExactly("sales.orders: name of table", "sales.orders: parameter comment");
        assertThat(json("search", "year", "--database", "sales").path("found")).hasSize(2);
        assertThat(json("search", "owner").at("/found/0/text").asText()).isEqualTo("Ada");
        assertThat(json("search", "zebra").path("found")).isEmpty();
        assertThat(json("search", "parameter").path("found")).isEmpty();
        run("search", "x", "--database", "sale").failed(2, "did you mean 'sales'?");
    }

    @Test
    void addsPartitionsWhoseFoldersAreThere() {
        createOrders();
        for (var year : List.of("2023", "2024", "__HIVE_DEFAULT_PARTITION__")) {
            shell.write("lake/sales/orders/Year=" + year + "/p.parquet", "x");
        }
        shell.write("lake/sales/orders/_mastic/x/p", "x");
        shell.write("lake/sales/orders/stray/p", "x");
        assertThat(catalog("repair", "sales.orders", "--dry-run").out())
                .contains("  + partition [2023]: " + at("lake/sales/orders/Year=2023") + "/");
        var repaired = catalog("repair", "sales.orders");
        assertThat(repaired.err()).contains("1 folder is not called as a partition", "stray/");
        assertThat(json("show", "sales.orders").path("partitions").asLong()).isEqualTo(3);
        assertThat(catalog("repair", "sales.orders").out()).contains("nothing to change");
    }

    @Test
    void takesPartitionsAwayWhoseFoldersAreGoneOnlyWhenTold() throws IOException {
        createOrders();
        shell.write("lake/sales/orders/year=2023/p.parquet", "x");
        shell.write("lake/sales/orders/year=2024/p.parquet", "x");
        catalog("repair", "sales.orders");
        Files.delete(shell.file("lake/sales/orders/year=2023/p.parquet"));
        assertThat(catalog("repair", "sales.orders", "--drop").out()).contains("nothing to change");
        Files.delete(shell.file("lake/sales/orders/year=2023"));
        assertThat(json("repair", "sales.orders").path("change").asText()).isEqualTo("unchanged");
        assertThat(json("repair", "sales.orders", "--drop")
                        .at("/differences/0/what")
                        .asText())
                .isEqualTo("partition [2023]");
        assertThat(json("show", "sales.orders").path("partitions").asLong()).isEqualTo(1);
    }

    @Test
    void refusesPlacesInFileSystemsThatAreNotThere() {
        createOrders();
        catalog("alter", "sales.orders", "--location", "abfs://bucket/orders/");
        run("repair", "sales.orders")
                .failed(2, "Cannot reach abfs://bucket/orders/: no file system is known for 'abfs'");
        shell.mastic("crawl", "abfs://bucket/orders/").failed(2, "no file system is known for 'abfs'");
        shell.mastic("cat", "abfs://bucket/orders/").failed(2, "no file system is known for 'abfs'");
    }

    @Test
    void refusesRepairsOfOtherTables() {
        createOrders();
        run("repair", "sales.orders").failed(2, "lake/sales/orders");
        catalog("create", "sales.flat", "--columns", "id int", "--format", "json");
        run("repair", "sales.flat").failed(2, "it has no partition keys");
    }

    @Test
    void everythingGoesToAnotherStateAndBack() {
        createOrders();
        shell.write("lake/sales/orders/year=2024/p.parquet", "x");
        catalog("repair", "sales.orders");
        shell.write("crawler.conf", "crawler { name = all, targets = [lake], database = sales }");
        catalog("crawler", "create", at("crawler.conf"));
        catalog(
                "connection",
                "create",
                "shop",
                "--jdbc",
                "jdbc:postgresql://db/shop",
                "--user",
                "ada",
                "--password",
                "secret:env:SHOP");
        catalog("export", "--to", at("all.json"));
        var other = new Shell(shell.write("other/x", "").getParent());
        var planned =
                other.mastic("catalog", "import", at("all.json"), "--dry-run").succeeded();
        assertThat(planned.out())
                .contains(
                        "+ database sales: new", "+ partitions of sales.orders: 1 new partition", "+ crawler all: new");
        assertThat(other.mastic("catalog", "list", "--output", "json")
                        .document()
                        .path("tables"))
                .isEmpty();
        other.mastic("catalog", "import", at("all.json")).succeeded();
        assertThat(other.mastic("catalog", "export").out()).isEqualTo(shell.read("all.json"));
        assertThat(other.mastic("catalog", "import", at("all.json")).out()).contains("nothing to change");

        other.mastic("catalog", "alter", "sales.orders", "--set", "a=b").succeeded();
        assertThat(other.mastic("catalog", "import", at("all.json")).succeeded().out())
                .contains("  - table sales.orders: parameter a: b");
        assertThat(other.mastic("catalog", "export", "sales")
                        .document()
                        .at("/databases/0/name")
                        .asText())
                .isEqualTo("sales");
    }

    @Test
    void anImportIsWholeOrNothing() {
        createOrders();
        catalog("export", "--to", at("all.json"));
        var text = shell.read("all.json");
        shell.write("cut.json", text.substring(0, text.length() - 30));
        var other = new Shell(shell.write("other/x", "").getParent());
        other.mastic("catalog", "import", at("cut.json")).failed(2, "Cannot read the exported catalog");
        shell.write("odd.json", text.replace("\"tables\"", "\"tabels\""));
        other.mastic("catalog", "import", at("odd.json")).failed(2, "unknown key 'tabels'", "did you mean 'tables'?");
        shell.write("new.json", text.replace("\"masticCatalog\" : 1", "\"masticCatalog\" : 2"));
        other.mastic("catalog", "import", at("new.json")).failed(2, "got format 2; expected 1");
        other.mastic("catalog", "import", at("none.json")).failed(2, "none.json", "there is no file");
        shell.write("other.json", "{\"a\":1}");
        other.mastic("catalog", "import", at("other.json")).failed(2, "no document of mastic catalog export");
        assertThat(other.mastic("catalog", "export").document().path("databases"))
                .isEmpty();
        run("export", "nowhere").failed(2, "nowhere");
    }
}
