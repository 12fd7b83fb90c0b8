// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.submit.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mastic crawl}, and crawlers that are kept. */
class CrawlVerbsTest {
    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(folder);
        shell.write("lake/orders/p-1.json", "{\"id\":1,\"amount\":1}\n{\"id\":2,\"amount\":2}\n");
    }

    private String lake() {
        return folder.resolve("lake").toString();
    }

    @Test
    void showsChangesAsADiffAndWarnsOfColumnsThatBecameTexts() {
        var first = shell.mastic("crawl", lake(), "--diff").succeeded();
        assertThat(first.lines()).containsExactly("+ table default.orders  " + lake() + "/orders/  (2 columns)");
        assertThat(shell.mastic("crawl", lake(), "--diff").succeeded().lines()).containsExactly("no changes");
        shell.write("lake/orders/p-7.json", "{\"id\":3,\"amount\":\"n/a\"}\n");
        var diff = shell.mastic("crawl", lake(), "--diff", "--dry-run").succeeded();
        assertThat(diff.lines())
                .containsExactly(
                        "  table default.orders  updated",
                        "  - column amount: int",
                        "  + column amount: string  # because of p-7.json:1 n/a (1 of 3 values)");
        assertThat(diff.err())
                .contains("warning: default.orders: column amount: int -> string, because of p-7.json:1 n/a");
        var json = shell.mastic("crawl", lake(), "--output", "json").succeeded().document();
        assertThat(json.at("/tables/0/differences/0/why").asText())
                .isEqualTo("because of p-7.json:1 n/a (1 of 3 values)");
        assertThat(json.has("decisions")).isTrue();
    }

    @Test
    void readsOnlyWhatHasChangedOrIsListedOrLiesInNewFolders() {
        shell.mastic("crawl", lake(), "--recrawl", "events", "--output", "json").succeeded();
        shell.write("lake/orders/p-2.json", "{\"id\":3,\"amount\":1}\n");
        shell.write("lake/orders/p-3.json", "{\"id\":4,\"amount\":1}\n");
        shell.write("changed.txt", lake() + "/orders/p-2.json\n\n" + lake() + "/orders/none.json\n");
        var listed = shell.mastic(
                        "crawl",
                        lake(),
                        "--changed",
                        folder.resolve("changed.txt").toString(),
                        "--output",
                        "json")
                .succeeded();
        assertThat(listed.document().at("/tables/0/files").asLong()).isEqualTo(2);
        assertThat(listed.document().at("/filesRead").asLong()).isEqualTo(1);
        shell.write("lake/people/p.json", "{\"name\":\"x\"}\n");
        var fresh = shell.mastic("crawl", lake(), "--recrawl", "new-folders").succeeded();
        assertThat(fresh.err()).contains("read 1 of 3 files");
        var all = shell.mastic("crawl", lake(), "--output", "json").succeeded().document();
        assertThat(all.get("files").asLong()).isEqualTo(4);
        assertThat(all.at("/tables/0/filesSampled").asLong()).isEqualTo(3);
        shell.write("changed.txt", "{\"Records\":[]}\n");
        shell.mastic("crawl", lake(), "--changed", folder.resolve("changed.txt").toString())
                .failed(2, "it holds JSON", "expected one path a line");
        shell.mastic("crawl", lake(), "--recrawl", "new-folder")
                .failed(
                        2,
                        "Invalid value for option '--recrawl': no such value 'new-folder'"
                                + " (has: everything, new-folders, events; did you mean 'new-folders'?)");
        shell.mastic("crawl", lake(), "--recrawl", "everything", "--changed", "changed.txt")
                .failed(2, "changed.txt");
    }

    @Test
    void writesAllOfItAsOnePage() throws IOException {
        shell.write("lake/<b>/p.json", "{\"<script>\":1}\n");
        shell.write("lake/orders/notes.md", "words\n");
        shell.mastic("crawl", lake(), "--html", folder.resolve("crawl.html").toString())
                .succeeded();
        assertThat(Files.readString(folder.resolve("crawl.html")))
                .contains("default.orders", "&lt;script&gt;", "notes.md", "class=\"bar\"", "no format knows it")
                .doesNotContain("<script", "<b>/");
        shell.mastic("crawl", lake(), "--html", folder.resolve("none/x.html").toString())
                .failed(1, "Cannot write", "none/x.html");
    }

    @Test
    void takesItsSettingsFromAFile() {
        shell.write("crawler.conf", "crawler { targets = [lake], database = sales, update = log, delete = log }");
        var conf = folder.resolve("crawler.conf").toString();
        var report = shell.mastic("crawl", "--config", conf, "--output", "json")
                .succeeded()
                .document();
        assertThat(report.at("/tables/0/name").asText()).isEqualTo("sales.orders");
        shell.write("lake/orders/p-1.json", "{\"id\":1.5}\n");
        var again = shell.mastic("crawl", "--config", conf, "--output", "json")
                .succeeded()
                .document();
        assertThat(again.at("/tables/0/change").asText()).isEqualTo("unchanged");
        assertThat(again.at("/tables/0/differences/0/applied").asBoolean()).isFalse();
    }

    @Test
    void namesEveryProblemOfTheFile() {
        shell.write("crawler.conf", """
                crawler {
                  targets = [{ path = lake, sample = 300 }]
                  updat = log
                  delete = sometimes
                }
                classifiers { web { kind = yaml } }
                """);
        shell.mastic("crawl", "--config", folder.resolve("crawler.conf").toString())
                .failed(
                        2,
                        "crawler.conf:2",
                        "from 1 to 249",
                        "crawler.conf:3",
                        "did you mean 'update'?",
                        "crawler.conf:4",
                        "one of log, delete-from-database, deprecate-in-database",
                        "crawler.conf:6",
                        "no kind of classifier is called 'yaml'");
        shell.mastic("crawl").failed(2, "no target is given");
        shell.mastic("crawl", "--config", "nowhere.conf").failed(2, "No such crawler file: nowhere.conf");
        shell.mastic("crawl", lake(), "--as", "iceberg")
                .failed(2, "Cannot make an Iceberg table of", "expected parquet, orc, avro", "without --as iceberg");
    }

    @Test
    void keepsCrawlersAndStartsThem() {
        var conf = shell.write("crawler.conf", """
                        crawler {
                          name = nightly
                          targets = [lake, { jdbc = "jdbc:sqlite:x", path = "a/b" }]
                          database = sales
                          schedule = "cron(15 2 * * ? *)"
                        }
                        """).toString();
        assertThat(shell.mastic("catalog", "crawler", "create", conf, "--output", "json")
                        .succeeded()
                        .document()
                        .at("/Targets/JdbcTargets/0/Mastic/Url")
                        .asText())
                .isEqualTo("jdbc:sqlite:x");
        shell.mastic("catalog", "crawler", "create", conf).failed(2, "Crawler already exists: nightly");
        shell.mastic("catalog", "crawler", "start", "nightly").failed(2, "jdbc:sqlite:x", "only PostgreSQL is known");
        shell.write("crawler.conf", "crawler { name = nightly, targets = [lake], database = sales }");
        shell.mastic("catalog", "crawler", "update", conf).succeeded();
        var started = shell.mastic("catalog", "crawler", "start", "nightly", "--output", "json")
                .succeeded();
        assertThat(started.document().at("/tables/0/change").asText()).isEqualTo("created");
        assertThat(started.err())
                .contains(
                        "BENCHMARK : Running Start Crawl for Crawler nightly",
                        "BENCHMARK : Classification complete",
                        "INFO : Created table orders in database sales",
                        "Finished writing to Catalog",
                        "Run Summary For TABLE:",
                        "INFO : ADD: 1",
                        "is in state READY");
        var table = shell.mastic("catalog", "show", "sales.orders", "--output", "json")
                .succeeded()
                .document();
        assertThat(table.at("/parameters/UPDATED_BY_CRAWLER").asText()).isEqualTo("nightly");
        var history = shell.mastic("catalog", "crawler", "history", "nightly", "--output", "json")
                .succeeded()
                .document();
        assertThat(history.at("/crawls").findValuesAsText("State")).containsExactly("COMPLETED", "FAILED");
        assertThat(history.at("/crawls/0/CrawlId").asText())
                .isEqualTo(table.at("/parameters/CRAWL_RUN_ID").asText());
        assertThat(history.at("/crawls/0/Summary/tables/added").asInt()).isEqualTo(1);
        shell.mastic("catalog", "crawler", "start", "nightly", "--quiet").succeeded();
        assertThat(shell.mastic("catalog", "show", "sales.orders", "--output", "json")
                        .document())
                .isEqualTo(table);
        var shown = shell.mastic("catalog", "crawler", "show", "nightly", "--output", "json")
                .succeeded()
                .document();
        assertThat(shown.path("Version").asInt()).isEqualTo(2);
        assertThat(shown.at("/LastCrawl/Status").asText()).isEqualTo("SUCCEEDED");
        assertThat(shell.mastic("catalog", "crawler", "list").succeeded().out())
                .contains("nightly", "on demand", "COMPLETED");
        shell.mastic("catalog", "crawler", "stop", "nightly").failed(2, "it is not running (got READY");
        shell.mastic("catalog", "crawler", "delete", "nightly").succeeded();
        shell.mastic("catalog", "crawler", "show", "nightly").failed(2, "No such crawler: 'nightly' (there are none)");
        assertThat(shell.mastic("catalog", "list").succeeded().out()).contains("sales.orders");
    }

    @Test
    void refusesAScheduleThatIsNone() {
        shell.write("odd.conf", "crawler { name = odd, targets = [lake], schedule = \"cron(99 2 * * ? *)\" }");
        var file = folder.resolve("odd.conf").toString();
        shell.mastic("catalog", "crawler", "create", file)
                .failed(
                        2,
                        "Cannot schedule by 'cron(99 2 * * ? *)'",
                        "expected cron(minute hour day month weekday year)");
        assertThat(shell.mastic("catalog", "crawler", "list").succeeded().out()).doesNotContain("odd");
    }

    @Test
    void takesCrawlersFromGlue() {
        var json = shell.write("crawler.json", """
                        {"Crawler": {"Name": "glue", "Role": "r", "DatabaseName": "sales", "Targets": {"S3Targets": [{"Path": "%s"}]},
                         "Classifiers": ["web"]}}
                        """.formatted(lake())).toString();
        shell.mastic("catalog", "crawler", "create", json).succeeded();
        shell.mastic("catalog", "crawler", "start", "glue").failed(2, "No such classifier: 'web'");
        var history = shell.mastic("catalog", "crawler", "history", "glue", "--output", "json")
                .document();
        assertThat(history.path("crawls")).isEmpty();
        shell.write("bad.json", "{\"Name\":\"x\",\"Targets\":{\"DynamoDBTargets\":[{\"Path\":\"t\"}]}}");
        shell.mastic("catalog", "crawler", "create", folder.resolve("bad.json").toString())
                .failed(2, "Targets.DynamoDBTargets is not supported");
    }
}
